"""The manual's examples, run as they stand; what each fence means is written in docs/entwicklung/architektur.md."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from textwrap import indent
from typing import NamedTuple

import pytest

from tests.conftest import ROOT, Workplace
from vorlagenwerk.checks.rules.examples import check_examples
from vorlagenwerk.checks.rules.names import check_rule_names
from vorlagenwerk.project.settings import load_settings
from vorlagenwerk.story.making import Maker
from vorlagenwerk.story.workshop import Workshop

_FENCE = re.compile(r"^```([a-z][^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FIELD = re.compile(r"^([a-z_]+):", re.MULTILINE)
PAPER, FORM = "content/beispiel.yaml", "content/erhebungsbogen.yaml"
NOT_RUN = {"sh", "text", "css", "markdown"}


class Snippet(NamedTuple):
    """An example: where it stands, the words behind its fence, its text."""

    file: Path
    line: int
    kind: str
    text: str


def snippets() -> Iterator[Snippet]:
    """All examples of the manual."""
    for file in sorted((ROOT / "docs" / "handbuch").glob("*.md")):
        page = file.read_text(encoding="utf-8")
        for found in _FENCE.finditer(page):
            yield Snippet(file, page.count("\n", 0, found.start()) + 1, found[1].strip(), found[2])


ALL = list(snippets())


def name(snippet: Snippet) -> str:
    """How a test is called."""
    return f"{snippet.file.stem}:{snippet.line} {snippet.kind}"


@pytest.fixture
def place(workplace: Workplace) -> Workplace:
    """A workplace with the example of the council paper and the form that it takes in."""
    for kind, file in (("regionalrat-vorlage", PAPER), ("erhebungsbogen", FORM)):
        shutil.copy2(workplace.root / "templates" / kind / "beispiel.yaml", workplace.root / file)
    return workplace


def with_fields(text: str, fields: str) -> str:
    """The content file with these top-level fields in place of those of the same name."""
    new = set(_FIELD.findall(fields))
    blocks = re.split(r"^(?=[a-z_]+:)", text, flags=re.MULTILINE)
    kept = [block for block in blocks if not (found := _FIELD.match(block)) or found[1] not in new]
    return "".join(kept) + fields


def findings(place: Workplace, file: str) -> list[tuple[str, str]]:
    """What building a document to nowhere says: code and text."""
    maker = Maker(Workshop(place.project))
    made = maker.rehearse(file)
    assert made.defect == ""
    problems = [*made.problems, *maker.workshop.problems, *maker.workshop.lists.problems]
    return [(problem.code, f"{problem.place} {problem.text}") for problem in problems]


def chosen(*kinds: str) -> pytest.MarkDecorator:
    """The examples whose fence begins with one of these words."""
    found = [snippet for snippet in ALL if snippet.kind.startswith(kinds)]
    assert found, kinds
    return pytest.mark.parametrize("snippet", found, ids=name)


def test_every_fence_says_what_it_is() -> None:
    """A fence that no test knows would never be run."""
    kinds = ("dokument", "felder", "kim", "leitfadentyp", "falsch ", "tabellen", "codeliste", "regeln")
    known = (*(f"yaml {kind}" for kind in kinds), "jinja")
    assert [name(s) for s in ALL if s.kind not in NOT_RUN and not s.kind.startswith(known)] == []


@chosen("yaml dokument")
def test_a_document_is_quiet(snippet: Snippet, place: Workplace) -> None:
    """It may be saved as it stands; a fence for the type's settings is another kind."""
    if snippet.kind == "yaml dokumenttyp":
        place.write("templates/erhebungsbogen/dokumenttyp.yaml", snippet.text)
        assert findings(place, FORM) == []
        return
    place.write("content/neu.yaml", snippet.text)
    assert findings(place, "content/neu.yaml") == []


@chosen("yaml felder")
def test_fields_are_quiet(snippet: Snippet, place: Workplace) -> None:
    """They replace those of the shipped example."""
    place.write(PAPER, with_fields((place.root / PAPER).read_text(encoding="utf-8"), snippet.text))
    assert findings(place, PAPER) == []


@chosen("yaml kim")
def test_fields_of_a_concept_are_quiet(snippet: Snippet, place: Workplace) -> None:
    """They replace those of its shipped example, whose other texts may speak of what is gone."""
    folder = place.root / "templates" / "kim-konzept"
    place.write("content/wappen.png", (folder / "wappen.png").read_bytes())
    place.write("content/kim.yaml", with_fields((folder / "beispiel.yaml").read_text(encoding="utf-8"), snippet.text))
    # a snippet shows a chapter, not a concept that answers its whole guide at full length
    advice = {"LEI-401", "LEI-402", "UMF-401", "KK-033"}
    assert [found for found in findings(place, "content/kim.yaml") if found[0] not in advice] == []


@chosen("yaml leitfadentyp")
def test_settings_of_a_type_with_a_guide_take_the_place_of_its_own(snippet: Snippet, place: Workplace) -> None:
    """The shipped example still builds."""
    folder = place.root / "templates" / "kim-konzept"
    file = folder / "dokumenttyp.yaml"
    file.write_text(with_fields(file.read_text(encoding="utf-8"), snippet.text), encoding="utf-8")
    place.write("content/wappen.png", (folder / "wappen.png").read_bytes())
    place.write("content/kim.yaml", (folder / "beispiel.yaml").read_text(encoding="utf-8"))
    assert {code for code, _text in findings(place, "content/kim.yaml")} <= {"UMF-401"}


@chosen("yaml falsch")
def test_what_is_wrong_is_told_with_the_code_that_the_manual_names(snippet: Snippet, place: Workplace) -> None:
    """Exactly this one finding."""
    place.write(PAPER, with_fields((place.root / PAPER).read_text(encoding="utf-8"), snippet.text))
    assert [code for code, _text in findings(place, PAPER)] == [snippet.kind.split()[-1]]


@chosen("yaml tabellen", "yaml codeliste")
def test_settings_fit_their_meta_schema(snippet: Snippet, place: Workplace) -> None:
    """Tables also take the place of those of the form, and its example builds with each of them."""
    kind = snippet.kind.split()[1]
    place.write(f"schemas/probe/{kind}.yaml", snippet.text)
    data, _source, problems = load_settings(place.project.schemas, f"schemas/probe/{kind}.yaml", kind)
    assert problems == []
    if kind == "tabellen" and data is not None:
        place.write("templates/erhebungsbogen/tabellen.yaml", snippet.text)
        calls = "".join(f'{{{{ tabelle("{table}") }}}}\n\n' for table in data["tabellen"])
        place.write("templates/erhebungsbogen/dokument.md.j2", f"# Tabellen\n\n{calls}")
        assert findings(place, FORM) == []


@chosen("yaml regeln")
def test_rules_are_sound_and_do_what_their_examples_say(snippet: Snippet, place: Workplace) -> None:
    """They stand behind those of the type that their names belong to."""
    kind = "regionalrat-vorlage" if snippet.text.startswith("- id: RV") else "erhebungsbogen"
    file = f"schemas/{kind}/regeln.yaml"
    place.write(file, (place.root / file).read_text(encoding="utf-8") + indent(snippet.text, "  "))
    workshop = Workshop(place.project)
    doctype = workshop.doctype(kind)
    assert doctype is not None, workshop.problems
    sound, problems = check_rule_names(doctype, workshop.lists, workshop.doctype, workshop.type_names)
    problems += check_examples(sound, doctype, workshop.lists, workshop.doctype)
    assert [*problems, *workshop.problems] == []
    assert set(re.findall(r"^- id: (\S+)", snippet.text, re.MULTILINE)) <= {rule.ident for rule in sound}


@chosen("jinja")
def test_templates_build(snippet: Snippet, place: Workplace) -> None:
    """A text template takes the place of the council paper's; a page template stands before its footer."""
    if snippet.kind == "jinja seite":
        place.change("templates/_stil/seite.html.j2", ("<footer", f"{snippet.text}\n<footer"))
    else:
        place.write("templates/regionalrat-vorlage/dokument.md.j2", snippet.text)
    assert findings(place, PAPER) == []
