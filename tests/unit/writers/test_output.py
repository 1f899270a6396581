"""Files below the output folder: whole or not at all."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import pytest

from vorlagenwerk.writers.output import OutputError, alone, clear_unfinished, file_digest, remove_file, write_files


def writing(content: bytes) -> Callable[[BinaryIO], None]:
    """A function that writes this."""

    def write(stream: BinaryIO) -> None:
        stream.write(content)

    return write


def failing(content: bytes, trouble: Exception) -> Callable[[BinaryIO], None]:
    """A function that writes something and then fails."""

    def write(stream: BinaryIO) -> None:
        stream.write(content)
        raise trouble

    return write


def files(folder: Path) -> dict[str, bytes]:
    """All files, hidden ones too."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_files_are_written_with_their_folders(tmp_path: Path) -> None:
    """What was written is told with digest and size."""
    first, second = write_files(tmp_path, {"a/b/x.docx": writing(b"Wort"), "a/b/x.html": writing(b"")})
    assert files(tmp_path) == {"a/b/x.docx": b"Wort", "a/b/x.html": b""}
    assert first == ("a/b/x.docx", hashlib.sha256(b"Wort").hexdigest(), 4)
    assert (second.file, second.size) == ("a/b/x.html", 0)


def test_digest_and_size_are_those_of_the_whole_file(tmp_path: Path) -> None:
    """Also when the writer jumps back to fill in a head, as archives do."""

    def write(stream: BinaryIO) -> None:
        stream.write(b"....Ende")
        stream.seek(0)
        stream.write(b"Kopf")

    (written,) = write_files(tmp_path, {"x": write})
    assert (written.size, written.sha256) == (8, hashlib.sha256(b"KopfEnde").hexdigest())


@pytest.mark.parametrize("trouble", [ValueError("x"), KeyboardInterrupt(), OSError(28, "No space left on device")])
def test_when_one_file_fails_all_stay_as_they_were(trouble: Exception, tmp_path: Path) -> None:
    """Word and HTML of a paper always belong together."""
    write_files(tmp_path, {"x.docx": writing(b"alt"), "x.html": writing(b"alt")})
    with pytest.raises((ValueError, KeyboardInterrupt, OutputError)):
        write_files(tmp_path, {"x.docx": writing(b"neu"), "x.html": failing(b"ne", trouble)})
    assert files(tmp_path) == {"x.docx": b"alt", "x.html": b"alt"}


def test_an_error_of_the_disk_is_told_in_german(tmp_path: Path) -> None:
    """The sentence names the folder."""
    with pytest.raises(OutputError, match=r"^In den Ausgabeordner .* konnte nicht geschrieben werden"):
        write_files(tmp_path, {"x": failing(b"", OSError(28, "No space left on device"))})


@pytest.mark.skipif(
    sys.platform == "win32" or (hasattr(os, "geteuid") and os.geteuid() == 0), reason="rights do not bind"
)
def test_a_folder_without_rights_is_told(tmp_path: Path) -> None:
    """The lock already says so, before anything is built."""
    (tmp_path / "output").mkdir(mode=0o500)
    with pytest.raises(OutputError, match="nicht beschreibbar"), alone(tmp_path / "output"):
        pass


def test_a_new_file_appears_under_its_name_only_when_whole(tmp_path: Path) -> None:
    """While it is being written, the old one is there."""
    write_files(tmp_path, {"x": writing(b"alt")})
    seen: list[bytes] = []

    def write(stream: BinaryIO) -> None:
        stream.write(b"neu")
        stream.flush()
        seen.append((tmp_path / "x").read_bytes())

    write_files(tmp_path, {"x": write})
    assert seen == [b"alt"] and files(tmp_path) == {"x": b"neu"}


@pytest.mark.skipif(sys.platform == "win32", reason="open files cannot be replaced on Windows")
def test_whoever_reads_the_old_file_reads_it_to_its_end(tmp_path: Path) -> None:
    """The new file takes the name of the old one in one step; the old one is never overwritten."""
    write_files(tmp_path, {"x": writing(b"alt")})
    with open(tmp_path / "x", "rb") as reader:
        write_files(tmp_path, {"x": writing(b"neu")})
        assert reader.read() == b"alt"


def test_a_removed_file_takes_empty_folders_with_it(tmp_path: Path) -> None:
    """But never the output folder itself, nor a folder that still holds something."""
    write_files(tmp_path, {"a/b/x": writing(b""), "a/y": writing(b"")})
    remove_file(tmp_path, "a/b/x")
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["a", "y"]
    remove_file(tmp_path, "a/y")
    assert list(tmp_path.iterdir()) == []
    remove_file(tmp_path, "a/y")  # already gone: nothing happens


def test_unfinished_files_are_cleared(tmp_path: Path) -> None:
    """What a killed build left behind goes, all else stays."""
    (tmp_path / "a").mkdir()
    for name in ("a/.neu-x.docx", ".neu-y", "a/x.docx", "neu-z"):
        (tmp_path / name).touch()
    clear_unfinished(tmp_path)
    assert set(files(tmp_path)) == {"a/x.docx", "neu-z"}


def test_a_digest_of_a_missing_file_is_empty(tmp_path: Path) -> None:
    """A deleted output counts as changed."""
    (tmp_path / "x").write_bytes(b"Wort")
    assert file_digest(str(tmp_path / "x")) == hashlib.sha256(b"Wort").hexdigest()
    assert file_digest(str(tmp_path / "y")) == "" == file_digest(str(tmp_path))


def test_only_one_build_works_in_a_folder(tmp_path: Path) -> None:
    """A second one waits until the first has ended."""
    fcntl = pytest.importorskip("fcntl", reason="other locks on this system")
    with alone(tmp_path), open(tmp_path / ".sperre", "a+b") as second, pytest.raises(BlockingIOError):
        fcntl.flock(second, fcntl.LOCK_EX | fcntl.LOCK_NB)
    with open(tmp_path / ".sperre", "a+b") as second:
        fcntl.flock(second, fcntl.LOCK_EX | fcntl.LOCK_NB)
