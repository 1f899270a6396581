"""A style template that is built once, and a writer whose result is opened again with python-docx."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from docx.table import Table

from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import Problem
from vorlagenwerk.data.tree import Block, Document
from vorlagenwerk.writers.docx import StyleTemplate, load_style_template, write_docx
from vorlagenwerk.writers.docx.standard_template import write_standard_template

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PLACE = Place("templates/_stil/standard.docx")

ROLES = {
    "titel": "Titel",
    **{f"ueberschrift_{level}": f"Überschrift {level}" for level in range(1, 7)},
    "standard": "Standard",
    "aufzaehlung": "Aufzählungszeichen",
    "nummerierung": "Listennummer",
    "listenfortsetzung": "Listenfortsetzung",
    "zitat": "Zitat",
    "hinweis": "Hinweis",
    "beschriftung": "Beschriftung",
    "tabelle": "Vorlagenwerk Tabelle",
    "tabelle_angaben": "Vorlagenwerk Angaben",
    "tabellenkopf": "Tabellenkopf",
    "tabellentext": "Tabellentext",
    "tabellenzeilenkopf": "Tabellenzeilenkopf",
    "tabellensumme": "Tabellensumme",
    "tabellenuebertrag": "Tabellenübertrag",
    "inhaltsverzeichnis": "Inhaltsverzeichnisüberschrift",
    **{f"verzeichnis_{level}": f"Verzeichnis {level}" for level in range(1, 4)},
    "abbildungsverzeichnis": "Abbildungsverzeichnis",
    "abbildung": "Abbildung",
    "fussnotentext": "Fußnotentext",
    "fussnotenzeichen": "Fußnotenzeichen",
    "deckblatt_titel": "Titel Deckblatt",
    "deckblatt_untertitel": "Untertitel Deckblatt",
    "deckblatt_angaben": "Deckblatt Angaben",
    "verweis": "Hyperlink",
    "code": "HTML Code",
}


@dataclass(frozen=True)
class Written:
    """A written file: its bytes, the findings, and the document as python-docx reads it."""

    data: bytes
    problems: list[Problem]

    @property
    def document(self) -> Any:
        """The file opened anew."""
        return docx.Document(io.BytesIO(self.data))

    @property
    def tables(self) -> list[Any]:
        """The tables, also those in content controls, which python-docx passes over."""
        document = self.document
        return [Table(element, document) for element in document.element.body.iter(qn("w:tbl"))]

    @property
    def body(self) -> Any:
        """The `w:body` element."""
        return self.document.element.body

    def part(self, name: str) -> str:
        """A part of the package as text."""
        with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
            return archive.read(name).decode()

    def values(self, path: str) -> list[str]:
        """The `w:val` of all elements that an XPath finds in the body."""
        return [element.get(qn("w:val")) for element in self.body.xpath(path)]


@pytest.fixture(scope="session")
def standard() -> bytes:
    """The shipped style template, generated anew."""
    out = io.BytesIO()
    write_standard_template(out)
    return out.getvalue()


@pytest.fixture
def roles() -> dict[str, str]:
    """The map from roles to styles that fits the shipped template."""
    return dict(ROLES)


@pytest.fixture(scope="session")
def style(standard: bytes) -> StyleTemplate:
    """The shipped style template, loaded."""
    template, problems = load_style_template(standard, ROLES, PLACE)
    assert template is not None and problems == []
    return template


@pytest.fixture
def write(style: StyleTemplate) -> Callable[..., Written]:
    """Write blocks as a document, with the shipped template or with another one."""

    def write_blocks(*blocks: Block, template: StyleTemplate = style, **properties: Any) -> Written:
        out = io.BytesIO()
        problems = write_docx(Document(properties.pop("title", "Titel"), blocks, **properties), template, out)
        return Written(out.getvalue(), problems)

    return write_blocks


@pytest.fixture
def load() -> Callable[..., tuple[StyleTemplate | None, list[Problem]]]:
    """Load a style template with the shipped roles, some of them changed."""

    def load_bytes(data: bytes, **roles: str) -> tuple[StyleTemplate | None, list[Problem]]:
        return load_style_template(data, ROLES | roles, PLACE)

    return load_bytes


def declared(markup: str) -> str:
    """A changed part that explains each prefix in it, as Word does at the root."""
    used = dict.fromkeys(re.findall(r"(?:<| )(\w+):\w", re.sub(r">[^<]*", ">", markup)))
    missing = [prefix for prefix in used if prefix not in ("", "xml", "xmlns") and f"xmlns:{prefix}=" not in markup]
    explained = "".join(f' xmlns:{prefix}="{OFFICE if prefix == "r" else "urn:" + prefix}"' for prefix in missing)
    return re.sub(r"(<\w+:?\w*)", rf"\1{explained}", markup, count=1)


@pytest.fixture
def rebuild(standard: bytes) -> Callable[..., bytes]:
    """The shipped template with parts replaced, added or (None) left out, or with a pattern replaced in a part."""

    def rebuild_package(
        parts: Mapping[str, bytes | None] | None = None, replace: Mapping[str, tuple[str, str]] | None = None
    ) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(standard)) as source, zipfile.ZipFile(out, "w") as target:
            contents: dict[str, bytes | None] = {name: source.read(name) for name in source.namelist()}
            contents |= parts or {}
            for name, (pattern, new) in (replace or {}).items():
                changed, count = re.subn(pattern, new, (contents[name] or b"").decode(), flags=re.DOTALL)
                assert count, f"{pattern} is not in {name}"
                contents[name] = declared(changed).encode()
            for name, content in contents.items():
                if content is not None:
                    target.writestr(name, content)
        return out.getvalue()

    return rebuild_package
