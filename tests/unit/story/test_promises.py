"""The promises of the program, tried on real builds: same bytes, never half-written, never in each other's way."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import CASES, Workplace, environment

FORM = "gueltig/erhebungsbogen/kurz.yaml"
PAPER = "gueltig/regionalrat-vorlage/alle-bausteine.yaml"
CIRCUMSTANCES = {
    "another time zone": {"TZ": "Pacific/Auckland"},
    "another language": {"LC_ALL": "de_DE.UTF-8", "LANG": "de_DE.UTF-8"},
    "no language": {"LC_ALL": "C", "PYTHONUTF8": "0"},
    "another hash seed": {"PYTHONHASHSEED": "12345"},
    "optimised": {"PYTHONOPTIMIZE": "2"},
    "another clock": {"SOURCE_DATE_EPOCH": "1"},
}


@pytest.fixture
def place(workplace: Workplace) -> Workplace:
    """A workplace with three small documents."""
    workplace.take(FORM, "content/a/bogen.yaml")
    workplace.take(PAPER, "content/b/vorlage.yaml")
    workplace.take(FORM, "content/c/zweiter.yaml", ("Bärenhöhle", "Florastraße"))
    return workplace


def big_form(rows: int, mark: str) -> str:
    """A form with many rows, told apart by a mark."""
    text = (CASES / FORM).read_text(encoding="utf-8")
    head, _, row = text.partition("  - nr: 1\n")
    named = row.replace("Bärenhöhle", mark)
    return head + "".join(f"  - nr: {number}\n{named}" for number in range(1, rows + 1))


def unfinished(place: Workplace) -> list[Path]:
    """What an interrupted build has left behind."""
    return [path for path in place.output.rglob(".*") if path.is_file() and path.name != ".sperre"]


@pytest.mark.parametrize("variables", list(CIRCUMSTANCES.values()), ids=list(CIRCUMSTANCES))
def test_circumstances_do_not_change_a_byte(variables: dict[str, str], place: Workplace) -> None:
    """The same input gives the same bytes wherever and whenever it is built."""
    assert place.call("build").code == 0
    usual = place.files()
    assert place.call("build", "--force", cwd=None, **variables).code == 0
    assert place.files() == usual
    assert len(usual) == 11


def test_the_working_directory_does_not_change_a_byte(place: Workplace, tmp_path: Path) -> None:
    """Built from anywhere, from scratch, with other folders and any number of jobs, the files are the same."""
    assert place.call("build").code == 0
    usual = place.files()
    elsewhere = tmp_path / "anderswo"
    done = place.call("build", "--jobs", "3", "--output", str(elsewhere), cwd=tmp_path)
    assert done.code == 0, done
    found = {p.relative_to(elsewhere).as_posix(): p.read_bytes() for p in elsewhere.rglob("*") if p.is_file()}
    found.pop(".sperre")
    assert found == usual


def test_file_times_do_not_matter(place: Workplace) -> None:
    """Touching a file builds nothing; git sets all times anew with each checkout."""
    assert place.call("build").code == 0
    for path in (place.root / "content").rglob("*.yaml"):
        path.write_bytes(path.read_bytes())
    assert "3 unverändert" in place.call("build").out


def test_the_order_of_folders_on_disk_does_not_matter(place: Workplace) -> None:
    """A file that is deleted and written again stands elsewhere in its folder, but nowhere else in the output."""
    assert place.call("build").code == 0
    usual = place.files()
    for path in sorted((place.root / "content").rglob("*.yaml"), reverse=True):
        text = path.read_bytes()
        path.unlink()
        path.write_bytes(text)
    assert place.call("build", "--force").code == 0
    assert place.files() == usual


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL on Windows")
def test_a_killed_build_leaves_only_whole_files(workplace: Workplace) -> None:
    """Killed at whatever moment, each file is the old one or the new one; the next build clears up."""
    wanted = {}
    for mark in ("Neu", "Alt"):
        workplace.write("content/gross.yaml", big_form(1500, mark))
        assert workplace.call("build").code == 0
        wanted[mark] = workplace.files()
    workplace.write("content/gross.yaml", big_form(1500, "Neu"))
    for delay in (0.0, 0.01, 0.03, 0.06, 0.1, 0.2):
        _kill_while_writing(workplace, delay)
        for file, content in workplace.files().items():
            if not file.rpartition("/")[2].startswith("."):
                assert content in (wanted["Alt"][file], wanted["Neu"][file]), f"{file} is neither old nor new"
    assert workplace.call("build").code == 0
    assert workplace.files() == wanted["Neu"]
    assert unfinished(workplace) == []


def _kill_while_writing(place: Workplace, delay: float) -> None:
    """Start a build and kill it `delay` seconds after its first unfinished file has appeared."""
    before = set(unfinished(place))
    running = subprocess.Popen(place.command("build"), cwd=place.root, env=environment(), stdout=subprocess.DEVNULL)
    while running.poll() is None and not set(unfinished(place)) - before:
        time.sleep(0.002)
    time.sleep(delay)
    running.send_signal(signal.SIGKILL)
    running.wait()


def _with_small_files(limit: int) -> Callable[[], None]:
    """What makes a process unable to write files larger than `limit` bytes, as on a full disk."""
    resource = pytest.importorskip("resource", reason="no limits on this system")

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return limited


@pytest.mark.parametrize("limit", [0, 100, 3000])
def test_a_full_disk_leaves_the_old_output_untouched(limit: int, place: Workplace) -> None:
    """When the disk says no, the old files stay as they were, and a German sentence says why."""
    assert place.call("build").code == 0
    before = place.files()
    place.change("content/a/bogen.yaml", ("156", "160"))
    done = subprocess.run(
        place.command("build"),
        cwd=place.root,
        env=environment(),
        capture_output=True,
        preexec_fn=_with_small_files(limit),
    )
    assert done.returncode == 2, done
    said = done.stderr.decode()
    assert "konnte nicht geschrieben werden" in said and "Traceback" not in said
    assert place.files() == before
    assert unfinished(place) == []


def test_a_message_on_a_full_disk_is_german_to_the_last_word(place: Workplace) -> None:
    """The reason is worded by the program, not taken from the system in English."""
    done = subprocess.run(
        place.command("build"),
        cwd=place.root,
        env=environment(),
        capture_output=True,
        preexec_fn=_with_small_files(100),
    )
    said = done.stderr.decode()
    assert said and "File too large" not in said and "No space" not in said, said


def test_two_builds_at_once_both_end_well(place: Workplace) -> None:
    """They wait for each other; the output is that of a single build."""
    assert place.call("build").code == 0
    usual = place.files()
    calls = [
        subprocess.Popen(
            place.command("build", "--force"),
            cwd=place.root,
            env=environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for _ in range(3)
    ]
    ends = [call.communicate(timeout=120) for call in calls]
    assert [call.returncode for call in calls] == [0, 0, 0], ends
    assert place.files() == usual


@pytest.mark.skipif(sys.platform == "win32", reason="other rights on Windows")
def test_an_output_folder_that_cannot_be_made_is_told(place: Workplace) -> None:
    """A file where the folder should be gives a German sentence and the exit code of a wrong call."""
    place.write("output", "hier liegt schon eine Datei")
    done = place.call("build")
    assert done.code == 2
    assert done.err.startswith("In den Ausgabeordner") and "Traceback" not in done.err


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT on Windows")
def test_an_interrupted_build_says_so(workplace: Workplace) -> None:
    """Strg+C ends with one German word and exit code 130, without a stack trace."""
    workplace.write("content/gross.yaml", big_form(1500, "Alt"))
    running = subprocess.Popen(
        workplace.command("build"),
        cwd=workplace.root,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    while running.poll() is None and not unfinished(workplace):
        time.sleep(0.002)
    running.send_signal(signal.SIGINT)
    _out, said = running.communicate(timeout=60)
    assert running.returncode in (130, 0), said
    assert running.returncode == 0 or said.decode() == "Abgebrochen.\n"
    assert unfinished(workplace) == []
