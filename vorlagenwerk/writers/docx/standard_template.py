"""Generates the shipped style template: `python -m vorlagenwerk.writers.docx.standard_template ZIEL`.

Administrators change the file in Word afterwards; this module is for a fresh start.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from vorlagenwerk.data.tree import Document
from vorlagenwerk.writers.docx.archive import ArchiveWriter
from vorlagenwerk.writers.docx.markup import XML_HEAD, escape
from vorlagenwerk.writers.docx.numbering_template import default_heading_level, default_level
from vorlagenwerk.writers.docx.package import Relation
from vorlagenwerk.writers.docx.properties import (
    APP_TYPE,
    CORE_TYPE,
    app_properties,
    content_types,
    core_properties,
    package_relationships,
    relationships,
)
from vorlagenwerk.writers.docx.scan import W
from vorlagenwerk.writers.docx.standard_styles import styles_part
from vorlagenwerk.writers.docx.standard_theme import font_table_part, theme_part

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_NAMESPACES = f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_RELATIONS = (
    Relation("rId1", "styles", "word/styles.xml", False),
    Relation("rId2", "numbering", "word/numbering.xml", False),
    Relation("rId3", "settings", "word/settings.xml", False),
    Relation("rId4", "header", "word/header1.xml", False),
    Relation("rId5", "header", "word/header2.xml", False),
    Relation("rId6", "footer", "word/footer1.xml", False),
    Relation("rId7", "fontTable", "word/fontTable.xml", False),
    Relation("rId8", "theme", "word/theme/theme1.xml", False),
)

_SAMPLES = (
    ("Title", "Word-Vorlage für alle Dokumente"),
    ("Subtitle", "Dieser Text wird nicht übernommen"),
    (
        "Normal",
        "Schriften, Abstände, Seitenränder, Briefkopf, Kopf- und Fußzeile ändern Sie in dieser Datei mit Word. Ändern "
        "Sie dazu die Formatvorlagen, nicht einzelne Stellen: Rechtsklick auf die Formatvorlage, „Ändern“.",
    ),
    (
        "Normal",
        "Die grauen Felder im Briefkopf und in der Kopfzeile füllt jedes Dokument mit seinen eigenen Angaben. Sie "
        "lassen sich verschieben und anders gestalten; ihr Tag (Entwicklertools, Eigenschaften) bleibt.",
    ),
    ("Heading1", "Überschrift der ersten Ebene"),
    ("Heading2", "Überschrift der zweiten Ebene"),
    ("Heading3", "Überschrift der dritten Ebene"),
    ("ListBullet", "Punkt einer Aufzählung"),
    ("ListNumber", "Punkt einer nummerierten Liste"),
    ("ListContinue", "Weiterer Absatz eines Listenpunkts"),
    ("Quote", "Wörtlich übernommener Text"),
    ("Beschlussvorschlag", "Der Regionalrat beschließt …"),
    ("Hinweis", "Ein Hinweis, der nicht übersehen werden soll"),
    ("Caption", "Beschriftung einer Tabelle oder Abbildung"),
    ("Quelle", "Angabe der Quelle unter einer Tabelle"),
)

_SETTINGS = (
    f'{XML_HEAD}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/>'
    '<w:autoHyphenation w:val="1"/><w:consecutiveHyphenLimit w:val="3"/><w:hyphenationZone w:val="425"/>'
    '<w:doNotHyphenateCaps/><w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    '</w:compat><w:themeFontLang w:val="de-DE"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
).encode()

_SECTION = (
    '<w:sectPr><w:headerReference w:type="default" r:id="rId4"/><w:headerReference w:type="first" r:id="rId5"/>'
    '<w:footerReference w:type="default" r:id="rId6"/><w:footerReference w:type="first" r:id="rId6"/>'
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1418" w:right="1134" w:bottom="1134" w:left="1418" '
    'w:header="709" w:footer="567" w:gutter="0"/><w:cols w:space="708"/><w:titlePg/></w:sectPr>'
)


def write_standard_template(out: BinaryIO) -> None:
    """Write the template into a seekable stream; the bytes never differ."""
    document = Document("Word-Vorlage für alle Dokumente", (), author="Vorlagenwerk")
    archive = ArchiveWriter(out)
    archive.add("[Content_Types].xml", content_types(_content_types()))
    archive.add("_rels/.rels", package_relationships("word/document.xml", ()))
    archive.add("word/document.xml", _body())
    archive.add("word/_rels/document.xml.rels", relationships(_RELATIONS, "word"))
    archive.add("word/styles.xml", styles_part())
    archive.add("word/numbering.xml", _numbering())
    archive.add("word/settings.xml", _SETTINGS)
    archive.add("word/header1.xml", _running_header())
    archive.add("word/header2.xml", _letterhead())
    archive.add("word/footer1.xml", _footer())
    archive.add("word/fontTable.xml", font_table_part())
    archive.add("word/theme/theme1.xml", theme_part())
    archive.add("docProps/core.xml", core_properties(document))
    archive.add("docProps/app.xml", app_properties(document))
    archive.close()


def main(arguments: Sequence[str]) -> None:
    """Write the template to the path given as the only argument."""
    (target,) = arguments
    with Path(target).open("wb") as out:
        write_standard_template(out)


def _content_types() -> dict[str, str]:
    parts = {relation.target: f"{_WORD}{relation.kind}+xml" for relation in _RELATIONS}
    return {
        ".rels": "application/vnd.openxmlformats-package.relationships+xml",
        ".xml": "application/xml",
        "word/document.xml": _WORD + "document.main+xml",
        "docProps/core.xml": CORE_TYPE,
        "docProps/app.xml": APP_TYPE,
        **parts,
        "word/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
    }


def _body() -> bytes:
    paragraphs = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{escape(text)}</w:t></w:r></w:p>'
        for style, text in _SAMPLES
    )
    return f"{XML_HEAD}<w:document {_NAMESPACES}><w:body>{paragraphs}{_SECTION}</w:body></w:document>".encode()


def _numbering() -> bytes:
    lists = (
        "".join(
            _linked(default_heading_level(index).xml, f"Heading{index + 1}" if index < 6 else "") for index in range(9)
        ),
        "".join(_linked(default_level(index, ordered=False).xml, "" if index else "ListBullet") for index in range(9)),
        "".join(_linked(default_level(index, ordered=True).xml, "" if index else "ListNumber") for index in range(9)),
    )
    abstracts = "".join(
        f'<w:abstractNum w:abstractNumId="{index}"><w:nsid w:val="{0x56560000 + index:08X}"/>'
        f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        for index, levels in enumerate(lists)
    )
    nums = "".join(f'<w:num w:numId="{i + 1}"><w:abstractNumId w:val="{i}"/></w:num>' for i in range(len(lists)))
    return f'{XML_HEAD}<w:numbering xmlns:w="{W}">{abstracts}{nums}</w:numbering>'.encode()


def _linked(level: str, style: str) -> str:
    """The level tied to the style whose paragraphs it numbers."""
    return level.replace("<w:lvlText", f'<w:pStyle w:val="{style}"/><w:lvlText', 1) if style else level


def _running_header() -> bytes:
    lines = _control("dokument.absender", "Absender", 1001, "Header") + _control(
        "dokument.kurztitel", "Kurztitel", 1002, "Kurztitel"
    )
    return f"{XML_HEAD}<w:hdr {_NAMESPACES}>{lines}</w:hdr>".encode()


def _letterhead() -> bytes:
    lines = (
        _control("dokument.absender", "Absender", 1003, "BriefkopfAbsender")
        + _control("dokument.stelle", "Stelle", 1004, "BriefkopfStelle")
        + _control("dokument.kontakt", "Kontakt", 1005, "BriefkopfKontakt")
    )
    return f"{XML_HEAD}<w:hdr {_NAMESPACES}>{lines}</w:hdr>".encode()


def _control(tag: str, label: str, number: int, style: str) -> str:
    properties = f'<w:alias w:val="{label}"/><w:tag w:val="{tag}"/><w:id w:val="{number}"/>'
    content = f"<w:sdtContent><w:r><w:t>{label}</w:t></w:r></w:sdtContent>"
    control = f"<w:sdt><w:sdtPr>{properties}</w:sdtPr>{content}</w:sdt>"
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{control}</w:p>'


def _footer() -> bytes:
    page, pages = (
        f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>' for name in ("PAGE", "NUMPAGES")
    )
    return (
        f'{XML_HEAD}<w:ftr {_NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>'
        f'<w:r><w:t xml:space="preserve">Seite </w:t></w:r>{page}'
        f'<w:r><w:t xml:space="preserve"> von </w:t></w:r>{pages}</w:p></w:ftr>'
    ).encode()


if __name__ == "__main__":
    main(sys.argv[1:])
