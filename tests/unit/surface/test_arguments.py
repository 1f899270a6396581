"""The command line speaks German, whatever is wrong with a call."""

from __future__ import annotations

import pytest

from vorlagenwerk.surface.arguments import VERBS, UsageError, make_parser
from vorlagenwerk.surface.cli import main


def trouble(*arguments: str) -> str:
    """What a wrong call is told."""
    with pytest.raises(UsageError) as caught:
        make_parser().parse_args(list(arguments))
    return str(caught.value)


WRONG = [
    (("build", "--farbe"), "Diese Angaben sind unbekannt: --farbe."),
    (("build", "--jobs"), "Zu --jobs fehlt ein Wert."),
    (("build", "--jobs", "0"), "Zu --jobs: Erwartet wird eine Zahl ab 1, nicht „0“."),
    (("build", "--jobs", "viele"), "Zu --jobs: Erwartet wird eine Zahl ab 1, nicht „viele“."),
    (("build", "--format", "doc"), "Zu --format: Das Format „doc“ schreibt dieses Programm nicht. "
     "Möglich sind: docx, html, pdf, pruefbericht."),
    (("build", "--format", "html,odt,pdf2"), "Zu --format: Das Format „odt, pdf2“ schreibt dieses Programm nicht. "
     "Möglich sind: docx, html, pdf, pruefbericht."),
    (("check", "--report", "xml"), "Zu --report: Erwartet wird FORM oder FORM=DATEI, nicht „xml“. "
     "Formen sind: text, github, gitlab, sarif, junit, json."),
    (("check", "--report", "json="), "Zu --report: Erwartet wird FORM oder FORM=DATEI, nicht „json=“. "
     "Formen sind: text, github, gitlab, sarif, junit, json."),
    (("check", "--report", "github", "--report", "json"), "Zu --report: Nur eine Form geht auf den Bildschirm; "
     "die andere braucht eine Datei, zum Beispiel json=DATEI."),
    (("explain",), "Es fehlt: CODE."),
    (("list", "content"), "Diese Angaben sind unbekannt: content."),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "said"), WRONG, ids=[" ".join(call) for call, _ in WRONG])
def test_a_wrong_call_is_told_in_german(arguments: tuple[str, ...], said: str) -> None:
    """One sentence that names the argument and what is possible."""
    assert trouble(*arguments) == said


@pytest.mark.parametrize(
    "arguments",
    [
        ("build", "--fo"), ("check", "--report", "xml"), ("check", "--report="),
        ("build", "--output"), ("check", "--jobs", "2"), ("explain", "A", "B"),
        ("list", "--strict"), ("build", "--jobs", "-1"), ("build", "--format", ""), ("build", "--report-file"),
    ],
)  # fmt: skip
def test_no_word_of_the_library_shows(arguments: tuple[str, ...]) -> None:
    """Whatever the library would have said, the user reads German words only."""
    said = trouble(*arguments)
    english = (
        "argument",
        "expected",
        "invalid",
        "choose",
        "ignored",
        "explicit",
        "unrecognized",
        "required",
        "could match",
    )
    assert not [word for word in english if word in said], said
    assert said.endswith(".")


@pytest.mark.parametrize("flag", ["--force=ja", "--strict=1", "--fail-fast=nein"])
def test_a_value_behind_a_switch_is_told_in_german(flag: str) -> None:
    """A switch is on when it stands there; it takes no value."""
    said = trouble("build", flag)
    assert "ignored" not in said and "argument" not in said, said


def test_values_arrive_typed() -> None:
    """Formats in their order without doubles, jobs as a number, flags as yes or no."""
    options = make_parser().parse_args(["build", "a", "b", "--format", "html, docx,html", "--jobs", "4", "--force"])
    assert (options.paths, options.format, options.jobs) == (["a", "b"], ("html", "docx"), 4)
    assert options.force and not options.strict and not options.fail_fast


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_alone_has_all_its_flags(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Leaving out the flags of the other verbs leaves out none of the verb that is called."""
    helps = []
    for parser in (make_parser(), make_parser(only=verb)):
        with pytest.raises(SystemExit):
            parser.parse_args([verb, "--help"])
        helps.append(capsys.readouterr().out)
    assert helps[0] == helps[1] and "--content" in helps[0]


def test_reports_gather_in_their_order() -> None:
    """One for the screen, any number for files; a file name may hold the sign that separates it."""
    given = ["--report", "sarif=a.sarif", "--report", "github", "--report=json=b=c.json"]
    assert make_parser().parse_args(["check", *given]).report == [
        ("sarif", "a.sarif"), ("github", ""), ("json", "b=c.json")
    ]  # fmt: skip
    assert make_parser().parse_args(["check"]).report == []


@pytest.mark.parametrize("verb", ["", *VERBS])
def test_help_ends_well_and_is_german(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Each verb explains itself, without an English word of the library."""
    assert main([*([verb] if verb else []), "--help"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Aufruf: ") and "usage" not in said and "options:" not in said and "show this" not in said
    assert said.count("Aufruf:") == 1


def test_an_unknown_verb_names_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    """The exit code is that of a wrong call."""
    assert main(["bauen"]) == 2
    said = capsys.readouterr().err
    assert "„bauen“" in said and all(verb in said for verb in VERBS)
