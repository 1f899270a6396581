"""Table styles of the shipped style template, and the paragraph styles of the text in their cells."""

from __future__ import annotations

from vorlagenwerk.writers.docx.standard_markup import BLUE, RULE, SHADE, letters, paragraph_style, spacing, style

_THIN = f'w:val="single" w:sz="4" w:space="0" w:color="{RULE}"'
_STRONG = f'w:val="single" w:sz="8" w:space="0" w:color="{BLUE}"'

_HEAD = (
    f'<w:tblStylePr w:type="firstRow">{letters(bold=True)}<w:tblPr/><w:tcPr><w:tcBorders><w:bottom {_STRONG}/>'
    f'</w:tcBorders><w:shd w:val="clear" w:color="auto" w:fill="{SHADE}"/><w:vAlign w:val="bottom"/></w:tcPr>'
    "</w:tblStylePr>"
)
_TOTAL = (
    f'<w:tblStylePr w:type="lastRow"><w:tblPr/><w:tcPr><w:tcBorders><w:top {_STRONG}/></w:tcBorders></w:tcPr>'
    "</w:tblStylePr>"
)


def table_styles() -> list[str]:
    """The styles that formatvorlagen.yaml names for tables, and Word's own one beneath them."""
    cell = f"<w:suppressAutoHyphens/>{spacing(24, 24, 240)}"
    bold, italic = letters(bold=True), letters(italic=True)
    table, facts = _table(_grid(f"<w:insideV {_THIN}/>"), 80) + _HEAD + _TOTAL, _table(_grid(""), 80) + _HEAD
    return [
        paragraph_style("Tabellentext", "Tabellentext", 30, cell, letters(18), own=True),
        paragraph_style("Tabellenkopf", "Tabellenkopf", 31, "<w:keepNext/>", bold, based="Tabellentext", own=True),
        paragraph_style("Tabellenzeilenkopf", "Tabellenzeilenkopf", 32, "", bold, based="Tabellentext", own=True),
        paragraph_style("Tabellensumme", "Tabellensumme", 33, "", bold, based="Tabellentext", own=True),
        paragraph_style("Tabellenuebertrag", "Tabellenübertrag", 33, "", italic, based="Tabellentext", own=True),
        style("table", "TableNormal", "Normal Table", _table("", 108), rank=99, default=True),
        style("table", "VorlagenwerkTabelle", "Vorlagenwerk Tabelle", table, rank=34, based="TableNormal", own=True),
        style("table", "VorlagenwerkAngaben", "Vorlagenwerk Angaben", facts, rank=35, based="TableNormal", own=True),
    ]


def _grid(inner: str) -> str:
    return f"<w:tblBorders><w:top {_STRONG}/><w:bottom {_THIN}/><w:insideH {_THIN}/>{inner}</w:tblBorders>"


def _table(borders: str, margin: int) -> str:
    return (
        f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{borders}<w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
        f'<w:left w:w="{margin}" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="{margin}" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr>"
    )
