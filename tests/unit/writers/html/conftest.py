"""What the tests of the HTML writer share: the shipped page template, and pages parsed again."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import jinja2
import pytest
from lxml import html

from vorlagenwerk.data.tree import Block, Document
from vorlagenwerk.writers.html import PageFrame, write_html

STYLE_FOLDER = Path(__file__).parents[4] / "templates" / "_stil"
CSS = (STYLE_FOLDER / "stil.css").read_text("utf-8")

WriteDocument = Callable[[Document], html.HtmlElement]
WriteBlocks = Callable[..., html.HtmlElement]


@pytest.fixture(scope="session")
def frame() -> PageFrame:
    """The page template that the project ships."""
    return environment().get_template("seite.html.j2")


@pytest.fixture
def written(frame: PageFrame) -> WriteDocument:
    """Writes a document and parses the page."""

    def write(document: Document) -> html.HtmlElement:
        out = io.BytesIO()
        assert write_html(document, frame, CSS, out) == []
        return html.document_fromstring(out.getvalue(), parser=html.HTMLParser(encoding="utf-8"))

    return write


@pytest.fixture
def body(written: WriteDocument) -> WriteBlocks:
    """Writes blocks and gives the page's main part."""

    def write(*blocks: Block) -> html.HtmlElement:
        return written(Document("Titel", blocks)).get_element_by_id("seite-inhalt")

    return write


def environment() -> jinja2.Environment:
    """Templates as strict as those of the product."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(STYLE_FOLDER),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
