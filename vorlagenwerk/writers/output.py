"""Files below the output folder: each appears whole or not at all. The only module that writes there."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, NamedTuple

_UNFINISHED = ".neu-"


class Written(NamedTuple):
    """A file that stands: its way below the output folder, the digest of its bytes, its size."""

    file: str
    sha256: str
    size: int


class OutputError(Exception):
    """The output could not be written (disk full, no permission); worded in German."""


def write_files(output: Path, writes: Mapping[str, Callable[[BinaryIO], None]]) -> list[Written]:
    """Let each function fill a new file, and when all are whole put them in place below `output`.

    Raises OutputError when the disk says no; whatever a function raises passes through. In both cases the old
    files stay as they were.
    """
    fresh = {file: (output / file).with_name(f"{_UNFINISHED}{os.path.basename(file)}") for file in writes}
    try:
        written = [_fill(path, file, writes[file]) for file, path in fresh.items()]
        for file, path in fresh.items():
            os.replace(path, output / file)
        return written
    except OSError as trouble:
        raise OutputError(_worded(output, trouble)) from trouble
    finally:
        for path in fresh.values():
            path.unlink(missing_ok=True)


_REASONS = {
    errno.ENOSPC: "auf dem Datenträger ist kein Platz mehr",
    errno.EDQUOT: "das Speicherkontingent ist erschöpft",
    errno.EFBIG: "eine Datei würde größer, als das System erlaubt",
    errno.EACCES: "die Schreibrechte fehlen",
    errno.EPERM: "die Schreibrechte fehlen",
    errno.EROFS: "der Datenträger ist schreibgeschützt",
    errno.ENOTDIR: "statt eines Ordners liegt dort eine Datei",
    errno.EEXIST: "statt eines Ordners liegt dort eine Datei",
    errno.EISDIR: "statt einer Datei liegt dort ein Ordner",
    errno.ENAMETOOLONG: "ein Name ist zu lang",
}


def _worded(output: Path, trouble: OSError) -> str:
    reason = _REASONS.get(trouble.errno or 0, f"Systemfehler {trouble.errno}")
    return f"In den Ausgabeordner {output} konnte nicht geschrieben werden: {reason}."


def _fill(path: Path, file: str, write: Callable[[BinaryIO], None]) -> Written:
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w+b") as stream:
        write(stream)
        stream.flush()
        stream.seek(0)
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
        return Written(file, digest, stream.tell())


def remove_file(output: Path, file: str) -> None:
    """Take a file away that belongs to no document any more, and its folder when that is then empty."""
    target = output / file
    with contextlib.suppress(OSError):
        target.unlink()
        parent = target.parent
        while parent != output and output in parent.parents:
            parent.rmdir()
            parent = parent.parent


def file_digest(path: str) -> str:
    """The digest of a file's bytes, "" when it cannot be read."""
    try:
        with open(path, "rb") as stream:
            return hashlib.sha256(stream.read()).hexdigest()
    except OSError:
        return ""


@contextlib.contextmanager
def alone(output: Path) -> Iterator[None]:
    """Wait until no other build writes to this folder, then keep others waiting; unfinished files are cleared away."""
    try:
        output.mkdir(parents=True, exist_ok=True)
        lock = open(output / ".sperre", "a+b")  # noqa: SIM115  # held open for as long as the lock is needed
    except OSError as trouble:
        raise OutputError(_worded(output, trouble)) from trouble
    with lock:
        _lock(lock)
        yield


def clear_unfinished(output: Path) -> None:
    """Remove what a killed build left behind; only called while holding the lock."""
    for folder, _folders, files in os.walk(output):
        for name in files:
            if name.startswith(_UNFINISHED):
                with contextlib.suppress(OSError):
                    os.unlink(os.path.join(folder, name))


def _lock(lock: BinaryIO) -> None:
    try:
        import fcntl
    except ImportError:  # Windows
        import msvcrt

        lock.seek(0)
        msvcrt.locking(lock.fileno(), msvcrt.LK_LOCK, 1)  # type: ignore[attr-defined]
    else:
        fcntl.flock(lock, fcntl.LOCK_EX)
