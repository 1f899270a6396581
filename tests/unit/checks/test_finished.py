"""The scan of the finished paper: every finding where it was written, and silence where nothing is wrong."""

from __future__ import annotations

import pytest

from tests.unit.checks.scanning import DAY, FULL, TEMPLATE, codes, paragraph, scan
from vorlagenwerk.basics.loading import load_yaml
from vorlagenwerk.checks.text.finished import check_finished
from vorlagenwerk.checks.text.passages import passages
from vorlagenwerk.data import tree
from vorlagenwerk.data.problems import Level

# --- marks and placeholders ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["Summe: {{ summe }}", "{% if a %}", "Ort: \ue000", "Ende }}"])
def test_an_unresolved_mark_is_an_error_where_it_stands(text):
    """No reader shall see how a paper is made."""
    (problem,) = scan(text, content=f"text: |\n  {text.replace(chr(0xE000), '')}\n")
    assert codes([problem]) == [("TXT-360", Level.FEHLER)]
    assert problem.place.file == "content/a.yaml" and problem.place.line


def test_a_placeholder_of_the_template_is_told_at_the_template():
    """The author cannot mend it."""
    (problem,) = scan("Aktenzeichen: «Az»", content="text: a\n", field="")
    assert codes([problem]) == [("TXT-360", Level.FEHLER)] and problem.place.file == TEMPLATE
    assert "„«Az»“" in problem.text


def test_a_placeholder_of_the_content_is_told_there_only():
    """TXT-330 has told it, with its place."""
    assert scan("Aktenzeichen: «Az»") == []


def test_a_placeholder_that_values_form_together_is_told():
    """No field holds it alone."""
    (problem,) = scan("Stand 20⟨/jahr|xx⟩", content="text: a\njahr: xx\n", field="")
    assert problem.code == "TXT-360" and (problem.place.file, problem.place.line) == ("content/a.yaml", 2)


# --- annexes ---------------------------------------------------------------------------------------------------------


def annexed(text, count):
    """A paper with this paragraph and so many annexes."""
    heads = [
        tree.Heading(1, (tree.Text(f"Anlage {number}"),), label=f"Anlage {number}") for number in range(1, count + 1)
    ]
    sections = tuple(tree.Section((head, tree.Paragraph((tree.Text("Text"),)))) for head in heads)
    source, _problems = load_yaml(f"text: |\n  {text}\n".encode(), "content/a.yaml")
    field = tree.Field("/text", "text", (paragraph(text),))
    paper = tree.Document("Titel", (field, *sections))
    return check_finished(paper, list(passages(paper)), source, TEMPLATE, DAY)


@pytest.mark.parametrize(
    ("text", "count"),
    [("siehe Anlage 3", 2), ("siehe Anlage", 0), ("Anlagen 1 bis 3", 2), ("(Anlage)", 0),
     ("ist als Anlage beigefügt", 0),
     ("die beigefügte Anlage", 0), ("vgl. Anlage 1.", 0), ("Anlagen 1, 2 und 4 liegen bei", 3),
     ("Der Plan liegt als Anlage bei.", 0), ("Der als Anlage beigefügte Plan", 0), ("siehe Anlage A", 0),
     ("nach Anlage B gilt", 2), ("die in der Anlage aufgeführten Maßnahmen", 0),
     ("Sie sind in der Anlage zusammengestellt.", 0)],
)  # fmt: skip
def test_an_annex_that_is_not_there_is_a_warning(text, count):
    """The reader looks for it in vain."""
    (problem,) = annexed(text, count)
    assert codes([problem]) == [("TXT-364", Level.WARNUNG)]
    assert problem.place == ("content/a.yaml", 2, 3 + text.index(problem.text.split("„")[1].split("“")[0]))


@pytest.mark.parametrize(
    ("text", "count"),
    [("siehe Anlage 2", 2), ("siehe Anlage", 1), ("Anlage 3 zur Richtlinie", 1), ("Anlage 5 BauGB", 0),
     ("siehe Anlage zum Bescheid", 0), ("die Anlage wird saniert", 0), ("Anlage 3 (zu § 5)", 0),
     ("Anlage 1 der Satzung", 0), ("die Solar-Anlage 3", 0), ("Anlage 2 Nr. 3 der Verordnung", 0),
     ("siehe Anlage 2.1", 0), ("technische Anlagen", 0), ("in der Anlage behandelte Abfälle", 0),
     ("Anlage A der Verordnung", 0), ("Anlage A-3", 0), ("als Anlagen bekannt", 0), ("der Plan als Anlage", 0),
     ("die in der Anlage aufgeführten Maßnahmen", 1)],
)  # fmt: skip
def test_annexes_that_are_there_or_belong_to_something_else_are_quiet(text, count):
    """Laws have annexes too, and towns have plants."""
    assert annexed(text, count) == []


def sectioned(text):
    """A paper whose section 4.1 holds this paragraph, and that has one table and one picture."""
    made = tree.Table("t", "Orte", "", (tree.Column("a", "A"),), (tree.Row(("1",)),), number="1")
    blocks = (tree.Heading(1, (tree.Text("Ort"),), number="4.1."), paragraph(text), made)
    return scan(text, blocks=blocks)


@pytest.mark.parametrize(
    "text",
    ["Das zeigt Tabelle 7.", "(Tabelle 2)", "Abbildung 1 zeigt den Plan.", "siehe Abschnitt 7", "Siehe Abschnitt 4.2.",
     "vgl. Kapitel 3", "s. Abschnitt 4.1.1", "Tabelle 2, Abbildung und Text"],
)  # fmt: skip
def test_a_part_that_is_not_there_is_a_warning(text):
    """Numbers that were typed stay behind when a table is taken out."""
    assert codes(sectioned(text)) == [("TXT-364", Level.WARNUNG)]


@pytest.mark.parametrize(
    "text",
    ["Das zeigt Tabelle 1.", "siehe Abschnitt 4.1", "Siehe Abschnitt 4.1.", "siehe Abschnitt 7 der Richtlinie",
     "Tabelle 3 DIN 18599", "in Abschnitt 7 des Erlasses", "siehe Kapitel 3 SGB XII", "Tabelle 3 aus dem Erlass",
     "die Wertetabelle 7", "Tabelle 1-A", "vgl. Abschnitt 2 (der Satzung)",
     "siehe Abschnitt [](#a)", "Tabelle 7a"],
)  # fmt: skip
def test_a_part_that_is_there_or_belongs_to_something_else_is_quiet(text):
    """Other papers have tables and sections too."""
    assert [problem for problem in sectioned(text) if problem.code == "TXT-364"] == []


# --- empty places ----------------------------------------------------------------------------------------------------


def heading(level, title, pointer=""):
    """A heading whose title is a value where it has a pointer."""
    return tree.Heading(level, (tree.Value(title, pointer) if pointer else tree.Text(title),))


@pytest.mark.parametrize(
    ("blocks", "empty"),
    [([heading(1, "A"), heading(1, "B"), FULL], ["A"]), ([heading(1, "A"), FULL, heading(2, "B")], ["B"]),
     ([heading(1, "A"), heading(2, "B"), heading(1, "C"), FULL], ["B"]), ([heading(1, "A"), heading(2, "B"), FULL], []),
     ([heading(1, "A"), tree.Paragraph((tree.Text(" \xad"),))], ["A"]), ([heading(1, "A"), tree.Section((FULL,))], []),
     ([heading(1, "A"), tree.Contents("inhalt", "Inhalt")], []),
     ([heading(1, "A"), tree.Section((FULL,), is_taken=True)], []),
     ([tree.Section((heading(1, "A"), FULL)), tree.Section((heading(1, "B"),))], ["B"])],
)  # fmt: skip
def test_a_heading_with_nothing_below_it_is_a_warning(blocks, empty):
    """Something was to be written there; a heading above deeper ones holds them."""
    problems = scan("", blocks=blocks, field="")
    assert codes(problems) == [("TXT-365", Level.WARNUNG)] * len(empty)
    assert [problem.text for problem in problems] == [
        f"Unter der Überschrift „{title}“ steht nichts." for title in empty
    ]


def test_an_empty_section_is_told_where_its_title_stands():
    """The title is the only thing that the author wrote of it."""
    (problem,) = scan("", blocks=[heading(1, "B", "/teile/0/titel")], field="", content="teile:\n  - titel: B\n")
    assert problem.place == ("content/a.yaml", 2, 12)


def test_an_empty_list_item_is_a_warning():
    """A bullet without words is a slip."""
    items = (tree.ListItem((FULL,)), tree.ListItem((tree.List((tree.ListItem(()),)),)))
    (problem,) = scan("a", blocks=[tree.List(items)])
    assert codes([problem]) == [("TXT-365", Level.WARNUNG)] and "1. Punkt" in problem.text


# --- slips -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["in der der Stadt", "Der der Rat tagt.", "das das Land", "und und", "Der Antrag Antrag.",
     "Stadt ⟨/ort|Stadt Musterstadt⟩",
     "dass dass", "In in Musterstadt"],
)  # fmt: skip
def test_a_doubled_word_is_a_note(text):
    """Also where the second one comes out of a value."""
    assert codes(scan(text)) == [("TXT-366", Level.HINWEIS)]


@pytest.mark.parametrize(
    "text",
    ["Die Städte, die die Mittel beantragen", "die Sitzung, in der der Rat tagt", "weil sie sie braucht",
     "der der Stadt gehörende Wald", "Städte, die bauen und die die Mittel brauchen", "ab und zu zu teuer",
     "Herr Peter Peter",
     "Haupt- und Nebenstelle", "Baden-Baden Baden", "der 18. 18 Uhr", "das, das", "a a"],
)  # fmt: skip
def test_words_that_may_stand_twice_are_quiet(text):
    """German relative clauses double their articles."""
    assert scan(text) == []


def test_words_in_two_paragraphs_or_lines_are_not_doubled():
    """They stand below each other."""
    lines = tree.Paragraph((tree.Text("Stadt"), tree.Break(), tree.Text("Stadt")))
    assert scan("", blocks=[FULL, FULL, lines]) == []


def test_straight_quotation_marks_among_german_ones_are_told_once():
    """Alone they are a habit, together they are an oversight."""
    assert codes(scan('Das „eine“ und das "andere" und "noch eins".')) == [("TXT-367", Level.HINWEIS)]
    assert scan('Das "eine" und das "andere".') == []
    assert scan('„Das“ Rohr misst 15" und 20".') == []


# --- places ----------------------------------------------------------------------------------------------------------


def test_a_value_in_several_places_is_told_once_where_it_was_written():
    """The title of a paper no longer knows its fields, but they hold its words."""
    source, _problems = load_yaml(b"text: a\nkopf:\n  titel: bis 31.06.2009\n", "content/a.yaml")
    head = tree.Heading(1, (tree.Value("bis 31.06.2009", "/kopf/titel"),))
    paper = tree.Document("Vorlage: bis 31.06.2009", (head, FULL))
    (problem,) = check_finished(paper, list(passages(paper)), source, TEMPLATE, "")
    assert problem.place == ("content/a.yaml", 3, 14)


def test_a_figure_is_told_where_it_was_entered():
    """That is where it can be mended; a computed one has no such place, so the text around it is named."""
    content = "text: |\n  Frist 31.06.2009\nangaben:\n  frist: {wert: 31.06.2009}\n"
    (problem,) = scan("Frist ⟨=frist|31.06.2009⟩", content=content)
    assert problem.place == ("content/a.yaml", 4, 17)
    (problem,) = scan("Frist ⟨=anlage.frist|31.06.2009⟩", content=content)
    assert problem.place == ("content/a.yaml", 2, 9)


def test_the_same_word_elsewhere_does_not_draw_the_finding_there():
    """The words around it tell which one is meant."""
    content = "text: |\n  Beschluss in der der Stadt.\n  Beschluss in der der Gemeinde.\n"
    (first, second) = scan("Beschluss in der der Stadt. Beschluss in der der Gemeinde.", content=content)
    assert (first.place.line, second.place.line) == (2, 3)


def test_thousands_of_findings_are_told_in_part():
    """Who mends the first fifty knows what to look for; a report of thousands is read by nobody."""
    blocks = [tree.Paragraph((tree.Value(f"bis 31.06.{year}", f"/tage/{year}"),)) for year in range(1000, 4000)]
    content = "tage:\n" + "".join(f"  - bis {number}\n" for number in range(4000))
    assert len(scan("", blocks=blocks, field="", content=content)) == 50
