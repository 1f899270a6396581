"""Promises that only a whole build can break: where it writes, and what several processes leave behind.

Single circumstances (time zone, locale, full disk, killed build) are tried in unit/story/test_promises.py.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from lxml import html

from tests.conftest import CASES, ROOT, Workplace, environment

FORM = "gueltig/erhebungsbogen/kurz.yaml"
ROWS = 3000
posix = pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL on Windows")


def big_form(mark: str, rows: int = ROWS) -> str:
    """A form with many rows, told apart by a mark."""
    head, _, row = (CASES / FORM).read_text(encoding="utf-8").partition("  - nr: 1\n")
    return head + "".join(f"  - nr: {number}\n{row.replace('Bärenhöhle', mark)}" for number in range(1, rows + 1))


def digests(root: Path) -> dict[str, str]:
    """All files below a folder with the digest of their bytes."""
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(root.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }


def assert_whole(place: Workplace) -> None:
    """Every output can be opened, and nothing in it is cut off; unfinished files may still come and go."""
    for path in sorted(path for path in place.output.rglob("[!.]*") if path.is_file()):
        name, raw = path.name, path.read_bytes()
        if name.endswith(".docx"):
            assert zipfile.ZipFile(path).testzip() is None
        elif name.endswith(".html"):
            assert raw.rstrip().endswith(b"</html>"), name
            assert html.fromstring(raw.decode()).find(".//main") is not None
        elif name.endswith(".pdf"):
            assert raw.endswith(b"%%EOF"), name
        else:
            assert raw.endswith(b"}\n"), name


def test_everything_at_once_does_not_change_a_byte(shipped: Workplace, tmp_path: Path) -> None:
    """The shipped papers, in another zone, language, order of hashes and folder, made by two workers."""
    elsewhere = tmp_path / "ausgabe"
    for seed, zone, language in (("0", "Asia/Kathmandu", "C"), ("4711", "America/Caracas", "tr_TR.UTF-8")):
        shutil.rmtree(elsewhere, ignore_errors=True)
        variables = {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": language, "LANG": language}
        done = shipped.call("build", "--jobs", "2", "--output", str(elsewhere), cwd=tmp_path, **variables)
        assert done.code == 0, done
        found = {p.relative_to(elsewhere).as_posix(): p.read_bytes() for p in elsewhere.rglob("*") if p.is_file()}
        found.pop(".sperre")
        assert found == shipped.files()


@pytest.mark.parametrize("arguments", [("build",), ("build", "--force", "--jobs", "2"), ("check",), ("list",)])
def test_nothing_is_written_outside_the_output_folder(arguments: tuple[str, ...], workplace: Workplace) -> None:
    """Not beside the content, not in the templates, not in the home or temporary folder."""
    shutil.copytree(ROOT / "content", workplace.root / "content", dirs_exist_ok=True)
    workplace.take(FORM, "content/defekt.yaml", ("titel:", "tietel:"))
    home = workplace.root.parent / "heim"
    home.mkdir()
    before = digests(workplace.root.parent)
    variables = {"HOME": str(home), "TMPDIR": str(home), "XDG_CACHE_HOME": str(home), "PYTHONDONTWRITEBYTECODE": "1"}
    done = workplace.call(*arguments, **variables)
    assert done.code in (0, 1), done
    after = digests(workplace.root.parent)
    inside = workplace.output.relative_to(workplace.root.parent).as_posix() + "/"
    assert {name: text for name, text in after.items() if not name.startswith(inside)} == before
    assert any(name.startswith(inside) for name in after) is (arguments[0] == "build")


def test_a_link_in_the_output_folder_leads_no_build_outside(workplace: Workplace) -> None:
    """An output that somebody replaced by a link is replaced, not followed."""
    workplace.take(FORM, "content/bogen.yaml")
    secret = workplace.root.parent / "fremd.txt"
    secret.write_text("bleibt", encoding="utf-8")
    workplace.output.mkdir()
    try:
        for name in ("bogen.html", ".neu-bogen.html", "index.html", "manifest.json"):
            (workplace.output / name).symlink_to(secret)
    except OSError:
        pytest.skip("no links on this system")
    assert workplace.call("build").code == 0
    assert secret.read_text(encoding="utf-8") == "bleibt"
    assert not (workplace.output / "bogen.html").is_symlink()


@posix
@pytest.mark.slow
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_after_each_kill_files_are_whole_and_the_next_build_repairs(jobs: str, workplace: Workplace) -> None:
    """Killed early or late, alone or with workers: nothing is cut off, nobody keeps the lock, nothing stays behind."""
    names = ("a/eins", "a/zwei", "b/drei")
    build = ("build", "--format", "docx,html")  # a PDF of so many rows takes its time
    for name in names:
        workplace.write(f"content/{name}.yaml", big_form("Alt"))
    assert workplace.call(*build).code == 0
    for name in names:
        workplace.write(f"content/{name}.yaml", big_form("Neu"))
    for share in range(1, 6):
        call = workplace.command(*build, "--force", "--jobs", jobs)
        running = subprocess.Popen(call, cwd=workplace.root, env=environment(), stdout=subprocess.DEVNULL)
        _wait_for_unfinished(workplace, running)
        time.sleep(0.07 * share)
        os.kill(running.pid, signal.SIGKILL)
        running.wait()
        assert_whole(workplace)
    workplace.write("output/a/.neu-weg.docx", "what is left of a document that is gone")
    done = workplace.call(*build)
    assert done.code == 0, done
    assert_whole(workplace)
    repaired = workplace.files()
    assert not [name for name in repaired if ".neu-" in name]
    assert workplace.call(*build, "--force").code == 0
    assert workplace.files() == repaired
    assert b"Neu" in repaired["b/drei.html"]


def _wait_for_unfinished(place: Workplace, running: subprocess.Popen[bytes]) -> None:
    known = {path: path.stat().st_mtime_ns for path in place.output.rglob(".neu-*")}
    while running.poll() is None:
        if any(path not in known for path in place.output.rglob(".neu-*")):
            return
        time.sleep(0.002)


@posix
@pytest.mark.slow
def test_a_killed_build_lets_the_next_one_work(workplace: Workplace) -> None:
    """Workers of a killed build end with it; they must not hold the lock for ever."""
    for name in "abcd":
        workplace.write(f"content/{name}.yaml", big_form("Alt", 800))
    call = workplace.command("build", "--format", "docx,html", "--jobs", "2")
    with subprocess.Popen(call, cwd=workplace.root, env=environment(), stdout=subprocess.PIPE) as running:
        assert running.stdout is not None
        running.stdout.readline()  # the first document is made, the workers have begun
        os.kill(running.pid, signal.SIGKILL)
    assert workplace.call("build", "--format", "docx,html").code == 0  # waits five minutes at most, then fails


@posix
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_write_that_fails_leaves_no_trace_with_any_number_of_jobs(jobs: str, workplace: Workplace) -> None:
    """A full disk is told in one German sentence, also by a worker; old files stay."""
    resource = pytest.importorskip("resource", reason="no limits on this system")
    for name in "abc":
        workplace.take(FORM, f"content/{name}.yaml")
    assert workplace.call("build").code == 0
    before = workplace.files()
    for name in "abc":
        workplace.change(f"content/{name}.yaml", ("156", "160"))
    done = subprocess.run(
        workplace.command("build", "--jobs", jobs),
        cwd=workplace.root,
        env=environment(),
        capture_output=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000)),
    )
    said = done.stderr.decode()
    assert done.returncode == 2, said
    assert said.startswith("In den Ausgabeordner ")
    assert said.count("\n") == 1
    assert "Traceback" not in said
    assert workplace.files() == before
