"""When the program itself is at fault: a short sentence, a saved trace, exit code 70, other documents built."""

from __future__ import annotations

import subprocess

import pytest

from tests.conftest import Workplace, environment

FORM = "gueltig/erhebungsbogen/kurz.yaml"
PAPER = "gueltig/regionalrat-vorlage/kurz.yaml"


@pytest.fixture
def broken(workplace: Workplace) -> Workplace:
    """A workplace whose program stumbles over every form."""
    workplace.take(FORM, "content/a.yaml")
    workplace.take(PAPER, "content/b.yaml")
    workplace.change("vorlagenwerk/building/tables.py", ("def content_table(", "def broken(): pass\n\n\ndef unused("))
    workplace.change("vorlagenwerk/building/blocks.py", ("tables.content_table(", "tables.broken(None, "))
    return workplace


def test_a_defect_is_told_without_a_stack_trace(broken: Workplace) -> None:
    """The trace lies in a file; the other documents are built all the same."""
    done = broken.call("build")
    if done.code != 70:
        pytest.skip("the sandbox words this as a finding of the template")
    assert "Traceback" not in done.err + done.out and "Fehler im Programm" in done.err
    assert "b.html" in broken.files()


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_defect_in_preparing_leaves_other_documents_alone(jobs: str, workplace: Workplace) -> None:
    """One document that breaks the program is named; the rest is built, with any number of jobs."""
    workplace.take(FORM, "content/a.yaml")
    workplace.take(PAPER, "content/b.yaml")
    workplace.take(PAPER, "content/c.yaml")
    stumble = "    problems = []\n    if source.file.endswith('b.yaml'):\n        source.data['nirgends']\n"
    workplace.change("vorlagenwerk/checks/text/leftovers.py", ("    problems = []\n", stumble))
    done = workplace.call("build", "--jobs", jobs)
    assert done.code == 70, done
    assert done.err.startswith("Beim Dokument content/b.yaml ist ein Fehler im Programm aufgetreten.\n")
    assert "Traceback" not in done.err + done.out
    assert {"a.docx", "c.docx"} <= set(workplace.files()) and "b.docx" not in workplace.files()
    assert "KeyError" in workplace.files()["fehlerbericht.txt"].decode()


def test_a_defect_anywhere_else_is_told_the_same_way(workplace: Workplace) -> None:
    """Even before the first document is read."""
    change = ("        self.outcome = Outcome()\n", "        self.outcome = Outcome(1 / 0)\n")
    workplace.change("vorlagenwerk/story/building.py", change)
    done = workplace.call("build")
    assert done.code == 70 and "Traceback" not in done.err and "Das ist ein Fehler im Programm" in done.err
    assert b"ZeroDivisionError" in (workplace.output / "fehlerbericht.txt").read_bytes()


def test_a_reader_that_goes_away_is_no_defect(workplace: Workplace) -> None:
    """`build.py check | head -1` ends without a complaint."""
    for number in range(40):
        workplace.take(FORM, f"content/{number}.yaml", ("nr: 1", "nr: 0"))
    running = subprocess.Popen(
        workplace.command("check"),
        cwd=workplace.root,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert running.stdout is not None and running.stderr is not None
    running.stdout.close()
    said = running.stderr.read().decode()
    running.stderr.close()
    running.wait(timeout=60)
    assert said == "" and running.returncode in (0, 1)


def test_a_terminal_without_umlauts_still_gets_the_message(workplace: Workplace) -> None:
    """Letters that a terminal does not know are spelled out rather than ending the program."""
    workplace.take(FORM, "content/a.yaml", ("nr: 1", "nr: 0"))
    done = workplace.call("check", PYTHONIOENCODING="ascii", PYTHONUTF8="0", LC_ALL="C")
    assert done.code == 1 and "SCH-108" in done.out and "Traceback" not in done.err
