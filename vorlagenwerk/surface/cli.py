"""The program's door: arguments in, exit code out. Only here and in commands is anything printed."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from vorlagenwerk.surface.exits import INTERRUPTED, WRONG_CALL

COLLECT_AFTER = 200_000
"""New objects between two garbage collections; with Python's 700 a short run spends a sixth of its time on them."""
ROOT = Path(__file__).resolve().parents[2]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; gives the exit code of the contract. Never shows a stack trace.

    ModuleNotFoundError passes through: `build.py` knows what to say when a package is not installed.
    """
    gc.set_threshold(COLLECT_AFTER)
    given = list(sys.argv[1:] if arguments is None else arguments)
    _make_output_robust()
    from vorlagenwerk.surface.arguments import VERBS, UsageError, make_parser

    if not given or (given[0] not in (*VERBS, "-h", "--help") and _asks_for_build(given[0])):
        given.insert(0, "build")
    elif given[0] not in (*VERBS, "-h", "--help"):
        return _wrong_call(f"Den Befehl „{given[0]}“ gibt es nicht. Möglich sind: {', '.join(VERBS)}.")
    try:
        options = make_parser(only=given[0] if given[0] in VERBS else "").parse_args(given)
    except UsageError as trouble:
        return _wrong_call(str(trouble))
    except SystemExit as leave:  # --help
        return int(leave.code or 0)
    return _run(options)


def _asks_for_build(word: str) -> bool:
    """Whether a call without a verb begins with a flag or a path: `build` is what is meant."""
    return word.startswith("-") or "/" in word or os.sep in word or Path(word).exists()


def _run(options: object) -> int:
    from vorlagenwerk.surface.commands import run

    try:
        code = run(options, ROOT)
        sys.stdout.flush()  # trouble with the stream belongs to the call
        return code
    except KeyboardInterrupt:
        print("Abgebrochen.", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as trouble:
        if isinstance(trouble, ModuleNotFoundError) and not (trouble.name or "").startswith("vorlagenwerk"):
            raise
        import traceback

        from vorlagenwerk.surface.commands import tell_defect

        return tell_defect(traceback.format_exc(), options, ROOT)


def _wrong_call(text: str) -> int:
    print(f"{text}\nHilfe: python build.py --help", file=sys.stderr)
    return WRONG_CALL


def _make_output_robust() -> None:
    """Messages must not fail on a terminal that knows no umlauts."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
