"""The overview of all documents."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import jinja2
import pytest
from lxml import html

from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import Problem, error, note
from vorlagenwerk.writers.html.overview import STATES, Entry, State, write_overview

STYLE_FOLDER = Path(__file__).parents[4] / "templates" / "_stil"


def entry(source: str = "content/hamm/konzept.yaml", state: State = "aktuell", **values: Any) -> Entry:
    given: dict[str, Any] = {"title": "Konzept", "kind": "KIM-Konzept", "formats": (), "findings": ()}
    return Entry(source=source, state=state, **(given | values))


def finding(line: int = 4) -> Problem:
    return error("SCH-104", Place("content/hamm/konzept.yaml", line, 2), "Im Feld „a“ steht <b>.", "Bitte ändern.")


def overview(*entries: Entry) -> bytes:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(STYLE_FOLDER), autoescape=True, undefined=jinja2.StrictUndefined
    )
    out = io.BytesIO()
    write_overview(entries, environment.get_template("uebersicht.html.j2"), "a { color: red }", out)
    return out.getvalue()


def page(*entries: Entry) -> html.HtmlElement:
    return html.document_fromstring(overview(*entries), parser=html.HTMLParser(encoding="utf-8"))


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_documents_stand_below_their_folder() -> None:
    """A clerk finds a paper where it was put."""
    found = page(entry("content/b/x.yaml"), entry("content/a/y.yaml"), entry("content/a/x.yaml"))
    assert [words(heading) for heading in found.xpath("//h2")] == ["content/a", "content/b"]
    assert len(found.xpath("//h2[1]/following-sibling::ul[1]/li")) == 2


def test_formats_are_links_that_name_their_document() -> None:
    """Read alone, a link still says where it leads."""
    link = page(entry(formats=(("Word", "hamm/konzept.docx"),))).xpath("//p[@class='formate']/a")[0]
    assert link.get("href") == "hamm/konzept.docx" and words(link) == "Word: Konzept"


@pytest.mark.parametrize("state", ["aktuell", "veraltet", "fehlerhaft"])
def test_state_is_said_in_words(state: State) -> None:
    """Colour alone tells nobody anything."""
    said = page(entry(state=state)).xpath("//span[starts-with(@class, 'zustand')]")[0]
    assert words(said) == state and words(said.getparent()) == f"{state} {STATES[state]}"


def test_finding_shows_level_place_text_and_remedy() -> None:
    """What is wrong, where, and what to do: all in one place."""
    said = words(page(entry(findings=(finding(),))).xpath("//ul[@class='meldungen']/li")[0])
    assert said == "Fehler Im Feld „a“ steht <b>. Bitte ändern. content/hamm/konzept.yaml:4:2 · SCH-104"


def test_findings_are_open_where_something_is_to_be_done() -> None:
    """Errors show at once; notes wait until asked for."""
    gentle = note("REG-1", Place("x.yaml"), "Nur ein Hinweis.")
    assert page(entry(findings=(finding(),))).find(".//details").get("open") is not None
    assert page(entry(findings=(gentle,))).find(".//details").get("open") is None


def test_findings_are_counted_in_words() -> None:
    """One is a Fehler, two are Fehler, and a Hinweis is no Fehler."""
    notes = tuple(note("REG-1", Place("x.yaml", line), "Hinweis.") for line in (1, 2))
    summary = page(entry(findings=(finding(1), *notes))).find(".//summary")
    assert words(summary) == "1 Fehler, 2 Hinweise in Konzept"


def test_page_begins_with_the_figures_that_occur() -> None:
    """Zeroes would only be noise."""
    found = page(entry(), entry("content/hamm/zwei.yaml", "veraltet", findings=(finding(),)))
    assert [words(figure) for figure in found.xpath("//ul[@class='zahlen']/li")] == [
        "2 Dokumente", "1 aktuell", "1 veraltet", "1 Fehler",
    ]  # fmt: skip


def test_empty_project_says_how_to_begin() -> None:
    """The first page that somebody sees is a friendly one."""
    said = words(page().find(".//main"))
    assert "beispiel.yaml" in said and "0" not in said


def test_document_without_title_is_named_by_its_file() -> None:
    """A broken paper still needs a name."""
    assert words(page(entry(title="")).xpath("//h3")[0]) == "konzept.yaml"


def test_odd_texts_stay_text() -> None:
    """Titles come from outside; they cannot act as mark-up and carry no forbidden character."""
    raw = overview(entry(title="<script>\x00&", kind='"', source="content/a<b/x.yaml"))
    assert b"<script>" not in raw and b"\x00" not in raw
    assert words(html.document_fromstring(raw.decode()).find(".//h3")) == "<script>\ufffd&"


def test_order_of_entries_does_not_matter() -> None:
    """Same documents, same bytes."""
    first, second = entry("content/a/x.yaml"), entry("content/a/x.yaml", title="Anders")
    assert overview(first, second) == overview(second, first)
