"""From a fresh clone to the first command: build.py's own messages, the locks, the Makefile, the editor."""

from __future__ import annotations

import ast
import json
import re
import runpy
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
import yaml

import vorlagenwerk

ROOT = Path(__file__).parents[2]
TARGETS = {"help", "build", "check", "test", "serve", "lint", "bench", "golden", "clean"}
WITHOUT_PACKAGES = "-S"


@pytest.fixture
def project(tmp_path):
    """A folder with the real build.py and a command line that the test writes."""
    (tmp_path / "build.py").write_bytes((ROOT / "build.py").read_bytes())
    (tmp_path / "vorlagenwerk" / "surface").mkdir(parents=True)
    return tmp_path


def run(project, command_line, *options):
    """Run build.py over the given text of `cli.py`, in a Python without our environment variables."""
    (project / "vorlagenwerk" / "surface" / "cli.py").write_text(command_line, encoding="utf-8")
    return subprocess.run(
        [sys.executable, *options, str(project / "build.py")],
        env={"PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )


def locked(name):
    """The packages of a lock file and their versions."""
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+) \\$", (ROOT / name).read_text("utf-8"), re.MULTILINE))


def test_the_exit_code_of_the_command_line_is_passed_on(project):
    """What main returns is what the shell sees."""
    result = run(project, "def main(): return 7")
    assert (result.returncode, result.stdout, result.stderr) == (7, "", "")


@pytest.mark.parametrize("command_line", ["import yaml", "def main():\n    import yaml.nodes"])
def test_missing_packages_are_named_with_the_way_to_get_them(project, command_line):
    """A package may be found missing at the start or within a command: same message, exit code 2."""
    result = run(project, command_line, WITHOUT_PACKAGES)
    assert result.returncode == 2
    assert re.match(r"Es fehlen Pakete \(.*\bjinja2\b.*\byaml\b.*\)\.\n", result.stderr)
    assert "Bitte einmal `make build` aufrufen" in result.stderr
    assert "Traceback" not in result.stderr and ".venv/bin" not in result.stderr


def test_an_environment_that_is_there_is_pointed_at(project):
    """Who calls the system's Python beside a ready `.venv` learns which Python to call."""
    (project / ".venv" / "bin").mkdir(parents=True)
    (project / ".venv" / "bin" / "python").touch()
    assert ".venv/bin/python build.py" in run(project, "import yaml", WITHOUT_PACKAGES).stderr


@pytest.mark.parametrize("defect", ["import gibtesnicht", "import yaml.gibtesnicht", "1 / 0"])
def test_a_defect_of_ours_is_never_called_a_missing_package(project, defect):
    """A wrong import in our own code or any other failure stays visible as what it is."""
    result = run(project, defect)
    assert result.returncode not in (0, 2)
    assert "Traceback" in result.stderr and "Es fehlen Pakete" not in result.stderr


def test_an_old_python_gets_a_sentence(project):
    """Python 3.8 reads build.py and is told which version is needed, before anything else is imported."""
    ast.parse((ROOT / "build.py").read_text("utf-8"), feature_version=(3, 8))
    old = "import runpy, sys; sys.version_info = (3, 8, 18); runpy.run_path('build.py', run_name='__main__')"
    result = subprocess.run([sys.executable, "-c", old], cwd=project, capture_output=True, encoding="utf-8")
    assert result.returncode == 2
    assert "Vorlagenwerk braucht Python 3.11 oder neuer, dies ist Python 3.8." in result.stderr


def test_build_knows_every_locked_module():
    """The list in build.py and the lock name the same packages, so that none can be missing unexplained."""
    wanted = set(locked("requirements.txt"))
    modules = {
        module
        for module, packages in packages_distributions().items()
        if not module.startswith("_") and {package.lower().replace("_", "-") for package in packages} & wanted
    }
    assert set(runpy.run_path(str(ROOT / "build.py"))["PACKAGES"]) == modules


def test_both_locks_agree():
    """What developers test with is what users run."""
    runtime, development = locked("requirements.txt"), locked("requirements-dev.txt")
    assert [name for name in runtime.keys() & development.keys() if runtime[name] != development[name]] == []


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_a_lock_names_hashes_and_no_server(name):
    """Every package is pinned by version and hash; where to load it from is the user's own setting."""
    text = (ROOT / name).read_text("utf-8")
    blocks = [block for block in re.split(r"\n(?=[a-z])", text) if not block.startswith("#")]
    assert len(blocks) == len(locked(name)) > 0
    assert all("--hash=sha256:" in block for block in blocks)
    assert "://" not in text and "--index" not in text and "--find-links" not in text


def test_every_target_is_explained_and_short():
    """`make help` lists every target of the contract in German; a recipe has one or two lines."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert set(re.findall(r"^([a-z]+):.*## \S", makefile, re.MULTILINE)) == TARGETS
    recipes = re.findall(r"^[a-z]+:.*\n((?:\t.*\n)+)", makefile, re.MULTILINE)
    assert max(recipe.count("\n") for recipe in recipes) <= 2


def test_the_editor_finds_its_schemas():
    """Every schema that the editor is told to use lies where the settings say."""
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text("utf-8"))
    assert [schema for schema in settings["yaml.schemas"] if not (ROOT / schema).is_file()] == []


def test_one_version_everywhere():
    """Package, project file and catalogue entry tell the same version and licence."""
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    entry = yaml.safe_load((ROOT / "publiccode.yml").read_text("utf-8"))
    assert f'version = "{vorlagenwerk.__version__}"' in project and 'license = "EUPL-1.2"' in project
    assert (entry["softwareVersion"], entry["legal"]["license"]) == (vorlagenwerk.__version__, "EUPL-1.2")


def test_the_licence_is_whole():
    """All fifteen articles and the appendix of the EUPL 1.2 are there."""
    text = (ROOT / "LICENSE").read_text("utf-8")
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert re.findall(r"^(\d+)\.[A-Z]", text, re.MULTILINE) == [str(number) for number in range(1, 16)]
    assert text.rstrip().endswith("require the production of a new EUPL version.")


@pytest.mark.parametrize("name", ["README.md", "README.de.md"])
def test_both_readmes_begin_with_the_same_two_commands(name):
    """A newcomer reads the two commands first, in either language."""
    assert "```sh\nmake build" in (text := (ROOT / name).read_text("utf-8"))
    assert re.findall(r"^make (\w+)", text, re.MULTILINE)[:2] == ["build", "test"]
