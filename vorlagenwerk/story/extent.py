"""How many pages of a written PDF count, and whether they are as many as the type or the house wishes."""

from __future__ import annotations

from typing import NamedTuple

from vorlagenwerk.basics import german
from vorlagenwerk.data import tree, walking
from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import Problem, warning
from vorlagenwerk.project.budget import PageBudget
from vorlagenwerk.writers.pdf.reading import heading_pages

_NAMES = {"deckblatt": "Deckblatt", "verzeichnisse": "Verzeichnisse", "anlagen": "Anlagen"}


class Extent(NamedTuple):
    """The pages of a paper that count, all pages of its file, and what was left out (keys of `PARTS`)."""

    counted: int
    total: int
    without: tuple[str, ...]

    @property
    def german(self) -> str:
        """„15 Seiten ohne Deckblatt und Verzeichnisse (die PDF-Datei hat 17)“."""
        said = _pages(self.counted)
        if not self.without:
            return said
        parts = german.join_list([_NAMES[part] for part in self.without])
        return f"{said} ohne {parts} (die PDF-Datei hat {german.number(self.total)})"


def measure(file: bytes, document: tree.Document, budget: PageBudget) -> Extent:
    """The pages of this PDF of the document that count.

    A page counts when anything of the text stands on it. The text begins with the page of the first heading, or right
    behind the cover where no list of contents stands in front, and ends before the page of the first annex.
    """
    total, found = heading_pages(file)
    headings = [one for one in walking.places((*document.cover, *document.children)) if isinstance(one, tree.Heading)]
    pages = {"deckblatt": 1 if document.cover else 0, "verzeichnisse": 0, "anlagen": 0}
    if headings and len(headings) == len(found):
        front = found[0] - 1
        pages["deckblatt"] = min(pages["deckblatt"], front)
        if document.children and isinstance(document.children[0], tree.Contents):
            pages["verzeichnisse"] = front - pages["deckblatt"]
        annexes = [page for heading, page in zip(headings, found, strict=True) if heading.label.startswith("Anlage ")]
        pages["anlagen"] = total - annexes[0] + 1 if annexes else 0
    left_out = {part: pages[part] for part in budget.without if pages[part]}
    return Extent(total - sum(left_out.values()), total, tuple(left_out))


def judge(extent: Extent, budget: PageBudget, file: str) -> list[Problem]:
    """A warning (UMF-401) where the pages that count are too few or too many."""
    too_few = extent.counted < budget.least
    if not too_few and (not budget.most or extent.counted <= budget.most):
        return []
    text = f"Das Papier hat {extent.german}; vorgesehen sind {wished(budget)}."
    remedy = (
        f"Bitte {'ergänzen' if too_few else 'kürzen'}. Wie viele Seiten vorgesehen sind, steht unter „umfang“ in "
        "dokumenttyp.yaml oder, für ein Haus, in profile.yaml."
    )
    return [warning("UMF-401", Place(file), text, remedy)]


def wished(budget: PageBudget) -> str:
    """The budget in words: „10 bis 20“, „höchstens 20“."""
    if not budget.least:
        return f"höchstens {german.number(budget.most)}"
    if not budget.most:
        return f"mindestens {german.number(budget.least)}"
    return f"{german.number(budget.least)} bis {german.number(budget.most)}"


def _pages(number: int) -> str:
    return f"{german.number(number)} {'Seite' if number == 1 else 'Seiten'}"
