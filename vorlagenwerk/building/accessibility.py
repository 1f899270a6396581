"""What a finished tree must have so that everybody can read it, checked before any format is written.

Sources: BITV 2.0 and EN 301 549 chapter 10 (documents), WCAG 2.2 AA 1.3.1, 2.4.2, 2.4.4, 2.4.6.
"""

from __future__ import annotations

from vorlagenwerk.data import tree, walking
from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import Problem, error, quote


def check_accessibility(document: tree.Document, template: str, content: str) -> list[Problem]:
    """The findings on a tree; headings and tables are the template's affair, links the author's."""
    place = Place(template)
    places = list(walking.places((*document.cover, *document.children)))
    problems = list(_headings([node for node in places if isinstance(node, tree.Heading)], place))
    for node in places:
        if isinstance(node, tree.Table):
            problems += _table(node, place)
    if not document.title.strip():
        problems.append(error("BAR-104", Place(content), "Das Papier hat keinen Titel.", "Bitte den Titel ausfüllen."))
    return problems


def _headings(headings: list[tree.Heading], place: Place) -> list[Problem]:
    problems, above = [], 0
    for heading in headings:
        if heading.level > above + 1:
            title = quote(walking.plain_text(heading.children))
            text = f"Die Überschrift {title} hat Ebene {heading.level} und folgt auf Ebene {above}."
            problems.append(error("BAR-101", place, text, "Überschriften dürfen keine Ebene überspringen."))
        above = heading.level
    return problems


def _table(table: tree.Table, place: Place) -> list[Problem]:
    titles = [column.title.strip() for column in table.columns]
    if all(titles) and len(set(titles)) == len(titles):
        return []
    name = quote(table.caption or table.ident or "ohne Namen")
    text = f"In der Tabelle {name} ist ein Spaltentitel leer oder doppelt."
    return [error("BAR-102", place, text, "Jede Spalte braucht einen eigenen Titel.")]
