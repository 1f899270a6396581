"""Reading content files: bytes by descriptor, YAML as authors write it, findings instead of exceptions."""

from __future__ import annotations

from vorlagenwerk.basics.loading.files import MISSING as MISSING_FILE
from vorlagenwerk.basics.loading.files import read_file
from vorlagenwerk.basics.loading.limits import Limits
from vorlagenwerk.basics.loading.source import Source
from vorlagenwerk.data.problems import Problem

__all__ = ["DEFAULT_LIMITS", "MISSING_FILE", "Limits", "Source", "load_yaml", "read_file"]

DEFAULT_LIMITS = Limits()


def load_yaml(
    raw: bytes, file: str, limits: Limits = DEFAULT_LIMITS, *, folds: bool = False
) -> tuple[Source | None, list[Problem]]:
    """The data of a content file, and what is wrong with the file.

    There is no source where nothing sensible could be read. A source beside errors (a doubled field, a
    forbidden character) serves further checks, so that authors see all findings at once, never for building.
    `folds` says that lines behind “>” are meant to become one, as those of a formula are.
    """
    from vorlagenwerk.basics.loading.reading import read  # brings the YAML library, 22 ms

    return read(raw, file, limits, folds=folds)
