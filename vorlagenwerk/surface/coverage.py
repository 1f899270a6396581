"""What `check` says about a document's guide: how many points it answers, and which section says what to each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from vorlagenwerk.building.audit.guide import Covered
from vorlagenwerk.checks.guide import STATES


def summed_up(coverage: Sequence[Covered]) -> str:
    """The points counted by their state, and how to see them all."""
    counts = Counter[str](one.state for one in coverage)
    told = ", ".join(f"{counts[state]} {state}" for state in STATES if counts[state])
    return f"Leitfaden: {told}; alle Punkte zeigt --guide."


def answered(coverage: Sequence[Covered]) -> Iterator[str]:
    """A line a point: ident, state, words and sections, or why it is not answered."""
    if not coverage:
        yield "Zu --guide gehört genau ein Dokument, das einen Leitfaden hat und gebaut werden kann."
        return
    idents = max(len(one.ident) for one in coverage)
    states = max(len(one.state) for one in coverage)
    for one in coverage:
        words = f"{one.words} {'Wort' if one.words == 1 else 'Wörter'}" if one.section else ""
        said = "; ".join(filter(None, (one.section, one.reason))) or one.title
        yield f"{one.ident:{idents}}  {one.state:{states}}  {words:>12}  {said}".rstrip()
