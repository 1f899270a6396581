"""The roles that this writer uses, what kind of style each needs, and how Word calls its own styles in German."""

from __future__ import annotations

from typing import Literal

Kind = Literal["paragraph", "character", "table"]

KIND_GERMAN: dict[str, str] = {
    "paragraph": "Absatzformatvorlage",
    "character": "Zeichenformatvorlage",
    "table": "Tabellenformatvorlage",
    "numbering": "Listenformatvorlage",
}

HEADINGS = tuple(f"ueberschrift_{level}" for level in range(1, 7))
ENTRIES = tuple(f"verzeichnis_{level}" for level in range(1, 4))
"""The lines of the list of contents; deeper headings look like the last."""

ROLES: dict[str, Kind] = {
    "titel": "paragraph",
    **dict.fromkeys(HEADINGS, "paragraph"),
    "standard": "paragraph",
    "aufzaehlung": "paragraph",
    "nummerierung": "paragraph",
    "listenfortsetzung": "paragraph",
    "zitat": "paragraph",
    "beschriftung": "paragraph",
    "tabellenkopf": "paragraph",
    "tabellentext": "paragraph",
    "tabellenzeilenkopf": "paragraph",
    "tabellensumme": "paragraph",
    "tabelle": "table",
    "tabelle_angaben": "table",
    "verweis": "character",
    "code": "character",
}
"""Every other role in formatvorlagen.yaml names the style of a paragraph in a document template."""

OPTIONAL: dict[str, Kind] = {
    "inhaltsverzeichnis": "paragraph",
    **dict.fromkeys(ENTRIES, "paragraph"),
    "abbildungsverzeichnis": "paragraph",
    "abbildung": "paragraph",
    "fussnotentext": "paragraph",
    "fussnotenzeichen": "character",
    "tabellenuebertrag": "paragraph",
    "deckblatt_titel": "paragraph",
    "deckblatt_untertitel": "paragraph",
    "deckblatt_angaben": "paragraph",
}
"""Roles that few papers need: a template may lack them until a paper asks for one."""

INSTEAD: dict[str, str] = {
    "deckblatt_titel": "titel",
    "deckblatt_untertitel": "untertitel",
    "tabellenuebertrag": "tabellensumme",
    "tabelle_angaben": "tabelle",
}
"""The roles that stand in for others; everything else falls back to running text."""

_GERMAN_OF = {
    "normal": "Standard",
    "title": "Titel",
    "subtitle": "Untertitel",
    "caption": "Beschriftung",
    "list bullet": "Aufzählungszeichen",
    "list number": "Listennummer",
    "list continue": "Listenfortsetzung",
    "list paragraph": "Listenabsatz",
    "quote": "Zitat",
    "intense quote": "Intensives Zitat",
    "body text": "Textkörper",
    "header": "Kopfzeile",
    "footer": "Fußzeile",
    "hyperlink": "Hyperlink",
    "strong": "Fett",
    "emphasis": "Hervorhebung",
    "html code": "HTML Code",
    "toc heading": "Inhaltsverzeichnisüberschrift",
    "table of figures": "Abbildungsverzeichnis",
    "table grid": "Tabellenraster",
    "normal table": "Normale Tabelle",
    "default paragraph font": "Absatz-Standardschriftart",
    "footnote text": "Fußnotentext",
    "footnote reference": "Fußnotenzeichen",
    "placeholder text": "Platzhaltertext",
    "no spacing": "Kein Leerraum",
    "date": "Datum",
    "salutation": "Anrede",
    "closing": "Grußformel",
    "signature": "Unterschrift",
    **{f"heading {level}": f"Überschrift {level}" for level in range(1, 10)},
    **{f"toc {level}": f"Verzeichnis {level}" for level in range(1, 10)},
    **{f"list bullet {level}": f"Aufzählungszeichen {level}" for level in range(2, 6)},
    **{f"list number {level}": f"Listennummer {level}" for level in range(2, 6)},
    **{f"list continue {level}": f"Listenfortsetzung {level}" for level in range(2, 6)},
}
_FILE_NAME_OF = {german.lower(): english for english, german in _GERMAN_OF.items()} | {"link": "hyperlink"}
"""Newer versions of Word call the style of links „Link“."""


def file_name_of(name: str) -> str:
    """How a style that people know by this name is called in the file: Word keeps its own styles in English."""
    folded = " ".join(name.split()).lower()  # not casefold: it would turn ß into ss
    return _FILE_NAME_OF.get(folded, folded)


def german_name_of(name: str) -> str:
    """How German Word shows the style that the file calls so."""
    return _GERMAN_OF.get(name.lower(), name)
