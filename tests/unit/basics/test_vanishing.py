"""Text that is right as YAML and gone behind the parser: what is told, and which remarks are left in peace."""

from __future__ import annotations

import pytest

from vorlagenwerk.basics.loading import load_yaml

CUT, JOINED = "YML-050", "YML-051"


def found(text: str) -> list[tuple[str, int, int]]:
    """Code, line and column of the findings on a text."""
    _source, problems = load_yaml(text.encode(), "content/x.yaml")
    return [(problem.code, problem.place.line, problem.place.column) for problem in problems]


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("titel: #12 neue Stellen\n", CUT, 1, 8),
        ("titel:\n  - #1 Punkt\n", CUT, 2, 5),
        ("titel: Nummer der Akte\t#3 offen\n", CUT, 1, 24),
        ("text: |\n    Absatz\n  ## Schluss\ntitel: x\n", CUT, 3, 3),
        ("text: |\n    Absatz\n\n  ## Schluss\n", CUT, 4, 3),
        ("text:\n  # Anlass\n  Ein Absatz.\n", CUT, 2, 3),
        ("a:\n  text: |\n    Folgendes:\n   # Schluss\n  b: 1\n", CUT, 4, 4),
        ("text: Punkte\n  - eins zwei\n  - drei\n", JOINED, 1, 7),
        ("text: Punkte\n  2. eins\n  3. zwei\n", JOINED, 1, 7),
        ("text: Ein Absatz\n  ## Schluss\ntitel: x\n", CUT, 2, 3),
        ("text: >\n  eins\n\n  zwei\n", JOINED, 1, 7),
        ("text: >-\n  - eins\n  - zwei\n", JOINED, 1, 7),
        ('text: "eins\n\n  zwei"\n', JOINED, 1, 7),
        ("text: 'Punkte:\n  - eins\n  - zwei'\n", JOINED, 1, 7),
        ('liste:\n  - "Punkte:\n    1. eins\n    2. zwei"\n', JOINED, 2, 5),
    ],
)
def test_lost_text_is_told(text: str, code: str, line: int, column: int) -> None:
    """Each way in which text vanishes is one finding at its place."""
    assert found(text) == [(code, line, column)]


@pytest.mark.parametrize(
    "text",
    [
        "fax: # noch offen\n",
        "liste:\n  # erste\n  - a: 1\n    # zu b\n    b: 2\n  # zweite\n  - a: 2\n  # Ende\ntitel: x\n",
        "a:\n  b:\n    # zu c\n    c: Text hier\n    # zu d\n    d: 2\n  # zu e\n  e: 3\n",
        "telefon:\n  - 02931 82\n  # weitere\n  - 02931 83\n",
        "text: |\n  eins\n\n  # Titel\n  zwei\n  ## Titel\nb: 1\n",
        "text: |\n  eins\n# Bemerkung\nb: 1\n",
        "liste:\n  - text: |\n      eins\n    # zu u\n    u: 1\n  # zwei\n  - text: |\n      # Kopf\n      eins\n",
        "text: >\n  eins\n  zwei\n\nb: 1\n",
        'text: "eins\n  zwei"\nb: "a - b"\nc: "x\\n\\n- y"\n',
        "text: Der Rat tagt am\n  21. November.\n",
        "text: >-\n  Der Rat tagt am\n  21. November.\n",
        "formel: >-\n  kosten\n  - zuwendung\n",
        "formel: >-\n  kosten\n  + zuwendung\n  + eigenanteil\n",
        "formel: kosten - zuwendung - spenden\nliste:\n  - zuwendung\n  - spenden\n",
        "a:\n  # zu b\n  - b: 1\nc:\n# zu d\n  d:\n      # zu e\n    e: 1\n",
    ],
)
def test_remarks_and_long_lines_are_left_in_peace(text: str) -> None:
    """What nobody can mean as text, and lines that may well be one, are no finding."""
    assert found(text) == []


def test_lines_of_a_formula_are_meant_to_become_one() -> None:
    """In a file of the project a minus at the beginning of a line subtracts; quotation marks still hide a list."""
    formula = b"formel: >-\n  kosten\n  - zuwendung\n  - spenden\nwarum: >\n  Eins.\n\n  Zwei.\n"
    assert [problem.code for problem in load_yaml(formula, "content/x.yaml")[1]] == [JOINED, JOINED]
    assert load_yaml(formula, "schemas/x/regeln.yaml", folds=True)[1] == []
    quoted = b'warum: "Gruende:\n  - eins\n  - zwei"\n'
    assert [problem.code for problem in load_yaml(quoted, "schemas/x/regeln.yaml", folds=True)[1]] == [JOINED]


def test_what_stands_behind_the_colon_is_no_end_of_a_text() -> None:
    """Where a “#” leaves nothing of the value, the finding says that the field stays empty."""
    _source, problems = load_yaml(b"titel: #12 neue Stellen\n", "content/x.yaml")
    assert problems[0].text == "Das Feld bleibt leer: Ab „#“ erscheint „#12 neue Stellen“ nicht (Bemerkung)."


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("text: >\n  eins\n\n  zwei\n", "text: |\n  eins\n\n  zwei\n"),
        ('text: "eins\n\n  zwei"\n', "text: |\n  eins\n\n  zwei\n"),
        ("text: |\n    Absatz\n  ## Schluss\n", "text: |\n    Absatz\n    ## Schluss\n"),
        ("text: Absatz\n  # Bemerkung\n", "text: Absatz\n# Bemerkung\n"),
    ],
)
def test_whoever_follows_the_remedy_is_rid_of_the_finding(wrong: str, right: str) -> None:
    """The remedy, followed to the letter, leaves nothing to tell."""
    assert found(wrong)
    assert found(right) == []
