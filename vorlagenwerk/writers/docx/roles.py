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

_GERMAN_BUILT_IN = {
    "standard": "normal",
    "titel": "title",
    "untertitel": "subtitle",
    "beschriftung": "caption",
    "aufzählungszeichen": "list bullet",
    "listennummer": "list number",
    "listenfortsetzung": "list continue",
    "listenabsatz": "list paragraph",
    "zitat": "quote",
    "intensives zitat": "intense quote",
    "textkörper": "body text",
    "kopfzeile": "header",
    "fußzeile": "footer",
    "link": "hyperlink",
    "fett": "strong",
    "hervorhebung": "emphasis",
    "html code": "html code",
    "inhaltsverzeichnisüberschrift": "toc heading",
    "tabellenraster": "table grid",
    "normale tabelle": "normal table",
    "absatz-standardschriftart": "default paragraph font",
    "fußnotentext": "footnote text",
    "fußnotenzeichen": "footnote reference",
    "platzhaltertext": "placeholder text",
    "kein leerraum": "no spacing",
    "datum": "date",
    "anrede": "salutation",
    "grußformel": "closing",
    "unterschrift": "signature",
    **{f"überschrift {level}": f"heading {level}" for level in range(1, 10)},
    **{f"verzeichnis {level}": f"toc {level}" for level in range(1, 10)},
    **{f"aufzählungszeichen {level}": f"list bullet {level}" for level in range(2, 6)},
    **{f"listennummer {level}": f"list number {level}" for level in range(2, 6)},
    **{f"listenfortsetzung {level}": f"list continue {level}" for level in range(2, 6)},
}
_GERMAN_OF = {english: german for german, english in _GERMAN_BUILT_IN.items()}


def file_name_of(name: str) -> str:
    """How a style that people know by this name is called in the file: Word keeps its own styles in English."""
    folded = " ".join(name.split()).lower()  # not casefold: it would turn ß into ss
    return _GERMAN_BUILT_IN.get(folded, folded)


def german_name_of(name: str) -> str:
    """How German Word shows the style that the file calls so."""
    german = _GERMAN_OF.get(name.lower())
    return german[:1].upper() + german[1:] if german else name
