"""Entry point: hands the call to vorlagenwerk; says in German what to do if Python or packages are missing.

Python 3.8 must be able to read this file, so that an old interpreter gets a sentence, not a SyntaxError.
"""

import contextlib
import os
import sys
from pathlib import Path

OLDEST_PYTHON = (3, 11)
WRONG_CALL = 2

# Top-level modules of requirements.txt; tests/surface/test_setup.py compares the two.
PACKAGES = [
    "attr",
    "attrs",
    "docx",
    "jinja2",
    "jsonschema",
    "jsonschema_rs",
    "jsonschema_specifications",
    "lxml",
    "markdown",
    "markdown_it",
    "markupsafe",
    "mdit_py_plugins",
    "pypdfium2",
    "pypdfium2_cfg",
    "pypdfium2_cli",
    "pypdfium2_raw",
    "mdurl",
    "referencing",
    "rpds",
    "typing_extensions",
    "typst",
    "yaml",
]


def start() -> int:
    """Run the command line; its exit code, or 2 where Python or packages are missing."""
    if sys.version_info < OLDEST_PYTHON:
        return refuse(
            "Vorlagenwerk braucht Python {}.{} oder neuer, dies ist Python {}.{}.".format(
                *OLDEST_PYTHON, *sys.version_info[:2]
            ),
            "Bitte ein neueres Python benutzen, zum Beispiel: make build PYTHON=python3.12",
        )
    try:
        from vorlagenwerk.surface.cli import main

        return main()
    except ModuleNotFoundError as error:
        from importlib.util import find_spec  # only now: it costs 7 ms

        # Packages are imported where they are needed, so one can be found missing at any time.
        missing = [name for name in PACKAGES if find_spec(name) is None]
        if (error.name or "").split(".")[0] not in missing:
            raise
    return refuse(
        "Es fehlen Pakete ({}).".format(", ".join(missing)),
        "Bitte einmal `make build` aufrufen; das richtet sie im Ordner .venv ein.",
        *environment_hint(),
    )


def environment_hint() -> "list[str]":
    """A sentence that names the Python of `.venv`, where there is one and another Python is running."""
    root = Path(__file__).resolve().parent
    if Path(sys.prefix).resolve() == root / ".venv":
        return []
    places = (".venv/bin/python", ".venv/Scripts/python.exe")
    there = [python for python in places if (root / python).exists()]
    return ["Sind sie dort schon eingerichtet, dann so: {} build.py".format(python) for python in there]


def refuse(*sentences: str) -> int:
    """Say what is missing and what to do; the exit code of a wrong call."""
    print("\n".join(sentences), file=sys.stderr)
    return WRONG_CALL


def leave(code: int) -> None:
    """End the process at once: all files are whole, and taking a large document apart again costs time for nothing."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError):  # nobody reads any more
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    leave(start())
