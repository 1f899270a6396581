"""How many pages a paper may have (`umfang` in dokumenttyp.yaml, for a single house in profile.yaml)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

PARTS = ("deckblatt", "verzeichnisse", "anlagen")
"""What may be left out of the count."""


class PageBudget(NamedTuple):
    """The least and the most pages of a paper, 0 for no bound; pages of the parts in `without` do not count."""

    least: int
    most: int
    without: tuple[str, ...]


def page_budget(said: Mapping[str, Any] | None, common: PageBudget | None = None) -> PageBudget | None:
    """What `umfang` says as the meta schema lets it be, None where it says nothing.

    What a house leaves unsaid is as in `common`, the budget of the type, but for a bound that its own one excludes.
    """
    if said is None:
        return common
    least, most, without = common or PageBudget(0, 0, ())
    least, most = said.get("von", least), said.get("bis", most)
    if most and least > most:
        least, most = said.get("von", 0), said.get("bis", 0)
    return PageBudget(least, most, tuple(part for part in PARTS if part in said.get("ohne", without)))
