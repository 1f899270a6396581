"""Whatever paper comes, the scan of the finished text ends, and points to places that there are."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.properties.trees import blocks, documents
from vorlagenwerk.basics.loading import Source, load_yaml
from vorlagenwerk.checks.figures import Quantity
from vorlagenwerk.checks.numbers.hints import check_numbers
from vorlagenwerk.checks.text.finished import check_finished
from vorlagenwerk.checks.text.passages import passages
from vorlagenwerk.data import tree
from vorlagenwerk.data.problems import Problem

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
TEMPLATE = "templates/vorlage/dokument.md.j2"
CONTENT = (
    "dokumenttyp: vorlage\nfeld: TODO am am 31. Juni\nliste:\n  - {feld: «Ort»}\ntext: |\n  Die die 24 Projekte.\n"
)
FIGURES = {"anzahl": Quantity(23, "anzahl", "Zahl der Projekte", "x | anzahl"), "tag": Quantity("2009-03-31", "datum")}
DAYS = st.sampled_from(("", "2009-06-18"))
sentences = st.lists(
    st.sampled_from((
        "die die ", "24 Projekte", "Projekte ", "am 31. Juni 2009 ", "Montag, 18.06.2009", "wird am 1.1.2008 beraten",
        "Anlage 7", "«Ort»", "{{ x", "}}", "20xx", "XX", "TODO", "„", "\"", "“", "45.000 Tsd. €", "10 bis 20 % ",
        "99999999999999999999", "31.02.", "\u00a0", "\u0301", "\U0001f600", "\n",
    ), ),
    max_size=8,
).map("".join)  # fmt: skip
paragraphs = st.builds(
    tree.Paragraph,
    st.lists(
        st.one_of(
            st.builds(tree.Text, sentences),
            st.builds(tree.Value, sentences, st.sampled_from(("/feld", "/liste/0/feld", "/gibt/es/nicht", "=anzahl"))),
            st.builds(lambda text: tree.Note((tree.Text(text),)), sentences),
        ),
        max_size=3,
    ).map(tuple),
)
fields = st.builds(
    tree.Field, st.sampled_from(("/text", "/feld")), st.just("text"), st.lists(paragraphs, max_size=3).map(tuple)
)
papers = st.builds(
    tree.Document, sentences, st.lists(st.one_of(fields, paragraphs, blocks), max_size=4).map(tuple)
)  # fmt: skip


def scanned(document: tree.Document, day: str) -> tuple[list[Problem], Source]:
    """Everything that is found in a finished paper."""
    source, _problems = load_yaml(CONTENT.encode(), "content/a.yaml")
    assert source is not None
    text = list(passages(document))
    problems = check_finished(document, text, source, TEMPLATE, day)
    return [*problems, *check_numbers(text, FIGURES, source, TEMPLATE)], source


def demand_places(problems: list[Problem]) -> None:
    """Every finding stands in the content or the template, in a line and column that there are, and speaks."""
    lines = CONTENT.split("\n")
    for problem in problems:
        file, line, column = problem.place
        assert file in ("content/a.yaml", TEMPLATE), problem
        assert problem.text and problem.remedy, problem
        if file == TEMPLATE or not line:
            continue
        assert 1 <= line <= len(lines), problem
        assert 1 <= column <= len(lines[line - 1]) + 1, problem


@settings(max_examples=150, deadline=None, suppress_health_check=SLOW)
@given(documents, DAYS)
def test_no_tree_stops_the_scan(document: tree.Document, day: str) -> None:
    """Also where the text in the tree is not that of the content, as in a template with a defect."""
    demand_places(scanned(document, day)[0])


@settings(max_examples=200, deadline=None, suppress_health_check=SLOW)
@given(papers, DAYS)
def test_no_text_stops_the_scan(document: tree.Document, day: str) -> None:
    """Text that is full of what the scan looks for; twice the same findings."""
    problems, _source = scanned(document, day)
    demand_places(problems)
    assert problems == scanned(document, day)[0]
