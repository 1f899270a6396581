"""A written file against its tree: what the frame brought in, and what got lost."""

from __future__ import annotations

import pytest

from vorlagenwerk.checks.text.written import MARK_SIGNS, SIGNS, check_written, lost_headings
from vorlagenwerk.data import tree
from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import Level

STYLE = Place("templates/_stil/standard.docx")
TABLE = tree.Table("t", "", "", (tree.Column("a", "A"),), (tree.Row(("{{ zelle }}",)),))
PAPER = tree.Document(
    "Titel", (tree.Heading(1, (tree.Text("Förderziel"), tree.Note((tree.Text("x"),)), tree.Text(" und -zweck"))), TABLE)
)


@pytest.mark.parametrize("line", ["Az. «Az»", "{{ ort }}", "Stand: 20xx", "[Datum einfügen]", "\ue000", "TODO"])
def test_a_mark_that_the_tree_does_not_hold_is_told_at_what_frames_it(line):
    """A letterhead with a placeholder would stand in every paper."""
    (problem,) = check_written([("word/header1.xml", line), ("word/header2.xml", line)], PAPER, STYLE)
    assert (problem.code, problem.level, problem.place) == ("TXT-368", Level.FEHLER, STYLE)
    assert "(Kopfzeile)" in problem.text
    assert any(sign in line.encode() for sign in SIGNS)


@pytest.mark.parametrize(
    "line", ["{{ zelle }}", "Unterschrift: ______", "Inhalt ......... 3", "Datum …………", "Förderziel"]
)
def test_what_the_tree_holds_and_leaders_are_quiet(line):
    """What the content says has been judged; lines to sign on are no gaps."""
    assert check_written([("Seite 1", line)], PAPER, STYLE) == []


def test_every_mark_has_a_sign_to_search_for():
    """Big files are searched for these bytes alone."""
    for mark in ("{{ a", "a }}", "{% a", "«A»", "\ue000", "\ue001", "\ue002"):
        assert any(sign in mark.encode() for sign in MARK_SIGNS)


def test_a_heading_that_a_reader_does_not_find_is_told():
    """Its words may be parted by hyphens, line ends, ligatures and the number of a footnote."""
    assert lost_headings([("Seite 1", "För-"), ("Seite 1", "derziel 1 UND"), ("Seite 1", "‑zweck")], PAPER, STYLE) == []
    (problem,) = lost_headings([("Seite 1", "Förderziel")], PAPER, STYLE)
    assert (problem.code, problem.level) == ("PDF-604", Level.WARNUNG) and "„Förderziel und -zweck“" in problem.text


def test_a_heading_that_runs_to_the_left_is_not_looked_for():
    """Readers of PDF give its letters in the order in which they stand on the page."""
    paper = tree.Document("Titel", (tree.Heading(1, (tree.Text("أهلا وسهلا"),)),))
    assert lost_headings([("Seite 1", "")], paper, STYLE) == []
