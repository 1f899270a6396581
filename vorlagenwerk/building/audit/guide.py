"""The section of an audit report that says which points of a guide a paper answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Literal, NamedTuple

from vorlagenwerk.basics import german
from vorlagenwerk.building.audit.tables import Blocks, Listing, column, counted, section, sentence, stacked, table

_TITLE = 140
"""Letters of a point that the table shows."""
_STATES = ("beantwortet", "offen", "nicht zutreffend")


class Covered(NamedTuple):
    """A point of the guide and what the paper says to it: in which section, in how many words, or why not at all."""

    ident: str
    title: str
    section: str
    words: int
    state: Literal["beantwortet", "offen", "nicht zutreffend"]
    reason: str = ""


def clipped(text: str) -> str:
    """The beginning of a long point, up to a whole word; the guide itself has the rest."""
    return text if len(text) <= _TITLE else f"{text[:_TITLE].rsplit(maxsplit=1)[0]} …"


def guide_section(coverage: Sequence[Covered]) -> Blocks:
    """Every point of the guide in its order, with the number of those that are open in front."""
    states = Counter[str](one.state for one in coverage)
    told = german.join_list([f"{german.number(states[state])} {state}" for state in _STATES if states[state]])
    listing = Listing(
        "leitfragen",
        "Punkte des Leitfadens",
        "Eine Zeile je Punkt des Leitfadens: wo das Papier ihn behandelt, in wie vielen Wörtern, sein Stand.",
        (column("Punkt"), column("Abschnitt"), column("Wörter", is_number=True), column("Stand")),
    )
    rows = [
        (
            f"{one.ident} {one.title}",
            one.section,
            german.number(one.words) if one.words else "",
            stacked(one.state, one.reason),
        )
        for one in coverage
    ]
    count = counted(len(coverage), "Punkt", "Punkte")
    return section("Leitfaden", sentence(f"Der Leitfaden hat {count}: {told}."), table(listing, rows))
