"""The ready workflow files and the hook: their commands are run as written, and what they promise is there."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml

from tests.conftest import ROOT, Finished, Workplace, environment
from tests.unit.surface import published

FORM = "gueltig/erhebungsbogen/kurz.yaml"
PAPER = "gueltig/regionalrat-vorlage/kurz.yaml"
WRONG = ("- nr: 1", "- nr: 0")
FILES = ("Makefile", ".github", ".gitlab-ci.yml", ".githooks", ".pre-commit-config.yaml")
GITHUB, GITLAB = ".github/workflows/papiere.yml", ".gitlab-ci.yml"


@pytest.fixture
def clone(workplace: Workplace) -> Workplace:
    """A fresh copy whose packages are already there: the only thing that is not done as written."""
    for name in FILES:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy2
        copy(ROOT / name, workplace.root / name)
    python = workplace.write(".venv/bin/python", f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    python.chmod(0o755)
    workplace.write(".venv/laufzeit", "")
    workplace.take(PAPER, "content/gut.yaml")
    return workplace


def read(name: str) -> dict[Any, Any]:
    """A workflow file as data."""
    data: dict[Any, Any] = yaml.safe_load((ROOT / name).read_text("utf-8"))
    return data


def run(clone: Workplace, script: str, **variables: str) -> Finished:
    """A script in the way of both platforms: bash that stops at the first failure."""
    done = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", script],
        cwd=clone.root,
        env=environment(PYTHON="/kein/python", **variables),
        capture_output=True,
        timeout=300,
    )
    return Finished(done.returncode, done.stdout.decode(), done.stderr.decode())


def github(clone: Workplace) -> tuple[list[int], str, str]:
    """Every step of the GitHub workflow that runs a command: exit codes, what they print, the summary."""
    summary = clone.root / "zusammenfassung.md"
    (job,) = read(GITHUB)["jobs"].values()
    codes, printed = [], ""
    for step in job["steps"]:
        condition = step.get("if", "")
        if "run" not in step or "head.repo" in condition or (any(codes) and "cancelled()" not in condition):
            continue
        done = run(clone, step["run"], GITHUB_STEP_SUMMARY=str(summary))
        codes.append(done.code)
        printed += done.out
    return codes, printed, summary.read_text("utf-8")


def uploads() -> list[str]:
    """The paths that the GitHub workflow keeps."""
    (job,) = read(GITHUB)["jobs"].values()
    paths = [step["with"]["path"] for step in job["steps"] if "upload-artifact" in step.get("uses", "")]
    return [path for several in paths for path in several.split()]


@pytest.mark.parametrize(("platform", "name"), [("github", GITHUB), ("gitlab", GITLAB)])
def test_a_workflow_file_fits_the_schema_of_its_platform(platform: str, name: str) -> None:
    """A misspelt key would be found by nobody before the first pull request."""
    published.demand(platform, {"on" if key is True else key: value for key, value in read(name).items()})


def test_github_is_content_with_good_papers(clone: Workplace) -> None:
    """Every step ends well; papers and findings are there to be kept."""
    codes, printed, summary = github(clone)
    assert codes and not any(codes), printed
    assert all((clone.root / path).exists() for path in uploads()) and "gut.docx" in clone.files()
    assert "::" not in printed and "1 Dokument geprüft: keine Meldungen." in summary


def test_github_shows_a_fault_beside_its_line(clone: Workplace) -> None:
    """The check fails with an annotation, the other papers are built and kept all the same."""
    clone.take(FORM, "content/a/schlecht.yaml", WRONG)
    codes, printed, summary = github(clone)
    assert codes[0] != 0 and codes[-1] != 0
    assert "::error file=content/a/schlecht.yaml,line=10,endLine=10,col=9,endColumn=10,title=" in printed
    assert "   10 |   - nr: 0\n      |         ^\n" in summary and summary.rstrip().endswith("~~~")
    assert all((clone.root / path).exists() for path in uploads())
    assert "gut.docx" in clone.files() and "a/schlecht.docx" not in clone.files()


def test_github_may_only_read() -> None:
    """Content comes from strangers: no rights, no secrets, no trigger that lends them."""
    text, workflow = (ROOT / GITHUB).read_text("utf-8"), read(GITHUB)
    assert workflow["permissions"] == {"contents": "read"} and "pull_request_target" not in text
    (job,) = workflow["jobs"].values()
    scripts = "".join(step.get("run", "") for step in job["steps"])
    assert "secrets." not in text and "${{" not in scripts  # what a stranger names must not become a command
    assert set(workflow[True]) == {"pull_request", "push"}  # YAML 1.1 reads the key "on" as true


def test_a_stranger_brings_content_only(tmp_path: Path) -> None:
    """Program, schemas and templates are those of the target branch; nothing else of the request stays."""
    (job,) = read(GITHUB)["jobs"].values()
    (script,) = [step["run"] for step in job["steps"] if "head.repo" in step.get("if", "")]
    (checkout,) = [step["with"] for step in job["steps"] if "actions/checkout" in step.get("uses", "")]
    place = Workplace(tmp_path / "anfrage")
    files = {"build.py": "gut", "content/a.yaml": "a: 1", "content/alt.yaml": "a: 2"}
    theirs = {"build.py": "fremd", "sitecustomize.py": "fremd", "content/a.yaml": "a: 3", "content/neu.yaml": "a: 4"}
    for name, text in files.items():
        place.write(name, text)
    commands = [["init", "-q", "-b", "main"], ["add", "."], ["commit", "-qm", "1"], ["checkout", "-qb", "fremd"]]
    assert not [done for done in [git(place, *command) for command in commands] if done.code]
    (place.root / "content/alt.yaml").unlink()
    for name, text in theirs.items():
        place.write(name, text)
    commands = [["add", "-A"], ["commit", "-qm", "2"], ["checkout", "-q", "main"], ["merge", "-q", "--no-ff", "fremd"]]
    assert not [done for done in [git(place, *command) for command in commands] if done.code]
    clone = Workplace(tmp_path / "lauf/werk")
    depth = str(checkout["fetch-depth"])
    assert git(place, "clone", "-q", "--depth", depth, f"file://{place.root}", str(clone.root)).code == 0
    done = run(clone, script)
    assert done.code == 0, done.err
    assert (clone.root / "build.py").read_text("utf-8") == "gut" and not (clone.root / "sitecustomize.py").exists()
    held = {path.name: path.read_text("utf-8") for path in (clone.root / "content").iterdir()}
    assert held == {"a.yaml": "a: 3", "neu.yaml": "a: 4"}


@pytest.mark.parametrize("fault", [False, True])
def test_gitlab_gets_every_file_that_it_is_promised(fault: bool, clone: Workplace) -> None:
    """Both jobs run from the same fresh state; the reports named in the file are there and can be read."""
    if fault:
        clone.take(FORM, "content/a/schlecht.yaml", WRONG)
    jobs = {name: job for name, job in read(GITLAB).items() if isinstance(job, dict) and "script" in job}
    for job in jobs.values():
        done = run(clone, "\n".join(job["script"]))
        assert (done.code != 0) is fault, done.out + done.err
        assert job["artifacts"]["when"] == "always"
        assert all((clone.root / path).exists() for path in job["artifacts"].get("paths", ()))
    reports = jobs["pruefen"]["artifacts"]["reports"]
    told = json.loads((clone.root / reports["codequality"]).read_text("utf-8"))
    assert [entry["location"] for entry in told] == [
        {"path": "content/a/schlecht.yaml", "lines": {"begin": 10}}
    ] * fault
    suites = ElementTree.fromstring((clone.root / reports["junit"]).read_text("utf-8"))
    assert (suites.get("tests"), suites.get("failures")) == ("1", str(int(fault)))
    assert "gut.docx" in clone.files()


def test_no_job_waits_for_another() -> None:
    """A fault in one file must not keep the other papers from being built."""
    jobs = [job for job in read(GITLAB).values() if isinstance(job, dict) and "script" in job]
    assert len({job["stage"] for job in jobs}) == 1 and not [job for job in jobs if "needs" in job]


def git(clone: Workplace, *arguments: str) -> Finished:
    """A git command by somebody who set up the hook as the manual says."""
    person = ("-c", "user.name=Probe", "-c", "user.email=probe@musterstadt.example", "-c", "core.hooksPath=.githooks")
    done = subprocess.run(
        ["git", *person, *arguments],
        cwd=clone.root,
        env=environment(HOME=str(clone.root), GIT_CONFIG_NOSYSTEM="1"),
        capture_output=True,
        timeout=300,
    )
    return Finished(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture
def repository(clone: Workplace) -> Workplace:
    """The copy under git, with one commit of everything, a faulty document among it."""
    clone.take(FORM, "content/alt.yaml", WRONG)
    clone.write(".gitignore", ".venv/\noutput/\n")
    assert git(clone, "init", "-q").code == 0 and git(clone, "add", ".").code == 0
    assert git(clone, "commit", "-q", "--no-verify", "-m", "Anfang").code == 0
    return clone


def commit(repository: Workplace, *files: str) -> Finished:
    """Stage files and commit them; what the hook says."""
    assert git(repository, "add", *files).code == 0
    done = git(repository, "commit", "-q", "-m", "Versuch")
    return Finished(done.code, done.out, done.err)


def test_the_hook_checks_what_is_staged(repository: Workplace) -> None:
    """Not what lies in the folder: a fault that is staged is found although the file has been mended since."""
    repository.take(FORM, "content/ä b/schlecht.yaml", WRONG)
    assert git(repository, "add", "content").code == 0
    repository.take(FORM, "content/ä b/schlecht.yaml")
    done = git(repository, "commit", "-q", "-m", "Versuch")
    said = done.out + done.err
    assert done.code != 0 and "content/ä b/schlecht.yaml:10:9: Fehler SCH-108" in said
    assert "1 Dokument geprüft: 1 Fehler." in said
    assert commit(repository, "content").code == 0


def test_the_hook_checks_the_papers_that_take_a_document_in(repository: Workplace) -> None:
    """An annex alone in a commit may contradict a paper that stays as it is."""
    repository.take(FORM, "content/bogen.yaml")
    repository.take("gueltig/regionalrat-vorlage/mit-anlage.yaml", "content/vorlage.yaml")
    repository.change("content/vorlage.yaml", ("../erhebungsbogen/kurz.yaml", "bogen.yaml"))
    proof = "angaben:\n  summe: {titel: Summe, wert: 156, einheit: tsd_euro, proben: [{gleich: bogen.gesamtkosten}]}\n"
    paper = repository.root / "content/vorlage.yaml"
    repository.write("content/vorlage.yaml", paper.read_text("utf-8") + proof)
    assert commit(repository, "content").code == 0
    repository.change("content/bogen.yaml", ("gesamtkosten: 156", "gesamtkosten: 159"))
    done = commit(repository, "content/bogen.yaml")
    assert done.code != 0 and "ZAH-401" in done.out + done.err
    assert "Mitgeprüft: content/vorlage.yaml, denn es nennt content/bogen.yaml." in done.out + done.err


def test_the_hook_looks_at_everything_when_more_than_documents_changed(repository: Workplace) -> None:
    """A code list, a template or a document that is gone may break papers that did not change."""
    file = "schemas/codelisten/denkmal.yaml"
    repository.write(file, (repository.root / file).read_text("utf-8") + "# Bemerkung\n")
    done = commit(repository, file)
    assert done.code != 0 and "content/alt.yaml:10:9: Fehler SCH-108" in done.out + done.err
    repository.write("liesmich.txt", "Nichts zu prüfen.\n")
    assert git(repository, "reset", "-q").code == 0
    assert commit(repository, "liesmich.txt") == Finished(0, "", "")


def test_the_hook_leaves_nothing_behind(repository: Workplace, tmp_path: Path) -> None:
    """Its copy of what is staged goes away, whatever comes out."""
    repository.take(FORM, "content/schlecht.yaml", WRONG)
    scratch = tmp_path / "ablage"
    scratch.mkdir()
    assert git(repository, "add", "content").code == 0
    subprocess.run(
        [".githooks/pre-commit"], cwd=repository.root, env=environment(TMPDIR=str(scratch)), capture_output=True
    )
    assert list(scratch.iterdir()) == []


def test_the_hook_says_what_to_do_without_packages(repository: Workplace) -> None:
    """Not checked is not the same as fine."""
    shutil.rmtree(repository.root / ".venv")
    repository.take(FORM, "content/neu.yaml")
    done = commit(repository, "content")
    assert done.code != 0 and "make build" in done.err


def test_pre_commit_calls_the_same_hook() -> None:
    """One script, so that both ways find the same."""
    (hook,) = read(".pre-commit-config.yaml")["repos"][0]["hooks"]
    assert hook["language"] == "script" and os.access(ROOT / hook["entry"], os.X_OK)
