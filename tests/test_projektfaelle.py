"""Cases of a project that is not in order: schemas, templates, lists, rules, styles, pictures, files.

Dropping a file below `projektfaelle/` adds a test. It begins with lines `# erwartet: FILE:LINE:COLUMN CODE`, one a
finding, and gives exactly these; a line `# offen: …` says why the program does not do so yet. Then come changes to
a fresh workplace in the form of the scenarios (see `test_szenarien.py`), some with sections of their own:

    === entfernt PFAD teil X     part X of a Word file is taken out
    === teil X in PFAD           part X of a Word file is the text below; "mit N MB" behind it fills it up
    === bild PFAD ART            a picture of a kind named in `PICTURES`
    === datei_besonderer_art PFAD ART    a file that is none: "rohr" (a pipe), "anschluss" (a socket)
    === schreibschutz PFAD       nobody may write the file
    === rechenzeit SEKUNDEN      what a document may take
    === aufruf build.py …        the last call counts; without one the whole project is checked

The workplace holds the document types that the changes name, or else the sample pages. Calls run in this process.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shutil
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, TYPES, WORDINGS, Finished, Workplace, wording
from tests.test_szenarien import ENGLISH, Player, Section, read
from vorlagenwerk.data.catalogue import catalogue
from vorlagenwerk.data.problems import Problem
from vorlagenwerk.story import limits
from vorlagenwerk.surface import commands
from vorlagenwerk.surface.arguments import make_parser

FOLDER = Path(__file__).parent / "projektfaelle"
FAULTS = sorted(FOLDER.glob("*.fall"))
NEEDS = {"regionalrat-vorlage": "erhebungsbogen"}
"""Types whose example takes in a paper of another one."""
NOT_FROM_OUTSIDE = {
    "DAT-030": "unit/story/test_changes: a file changes between two steps of one call",
    "PDF-602": "unit/writers/pdf/test_odd_text: BAR-104 stops a paper without a title before",
    "PDF-603": "unit/writers/pdf/test_text: TXT-346 and VOR-101 stop a role that nobody knows before",
    "SCH-198": "unit/checks/test_messages: two validators would have to disagree",
}
"""Codes that no file and no call can provoke, why, and which test does."""
_EXPECTED = re.compile(r"^# erwartet: (\S+:\d+:\d+ [A-Z]{2,3}-\d{3})$", re.MULTILINE)
_PARKED = re.compile(r"^# offen: (.+)$", re.MULTILINE)

Findings = Callable[[Path], list[Problem]]


class Here(Workplace):
    """A workplace whose calls run in this process and report as data."""

    def call(self, *arguments: str, cwd: Path | None = None, **variables: str) -> Finished:
        """What a call of build.py finds, as JSON."""
        options = make_parser().parse_args([*arguments, "--report", "json"])
        options.paths = [str(self.root / path) for path in options.paths]
        said, told = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(told):
            code = commands.run(options, self.root)
        return Finished(code, said.getvalue(), told.getvalue())


class Saboteur(Player):
    """Plays the sections that only these cases have."""

    def _entfernt(self, section: Section) -> None:
        file, _, part = section.words.partition(" teil ")
        if part:
            self._repack(file, part, None)
        else:
            super()._entfernt(section)

    def _teil(self, section: Section) -> None:
        words, _, size = section.words.partition(" mit ")
        part, file = words.split(" in ")
        filling = b" " * (int(size.removesuffix(" MB")) * 1_000_000) if size else b""
        self._repack(file, part, section.text.encode() + filling)

    def _repack(self, file: str, part: str, content: bytes | None) -> None:
        source = zipfile.ZipFile(io.BytesIO((self.place.root / file).read_bytes()))
        parts = {name: source.read(name) for name in source.namelist() if name != part}
        if content is not None:
            parts[part] = content
        with zipfile.ZipFile(self.place.root / file, "w", zipfile.ZIP_DEFLATED) as target:
            for name, said in parts.items():
                target.writestr(name, said)

    def _bild(self, section: Section) -> None:
        file, kind = section.words.split()
        self.place.write(file, PICTURES[kind]())

    def _datei_besonderer_art(self, section: Section) -> None:
        file, kind = section.words.split()
        path = self.place.root / file
        path.unlink(missing_ok=True)
        os.mknod(path, 0o600 | {"rohr": stat.S_IFIFO, "anschluss": stat.S_IFSOCK}[kind])

    def _schreibschutz(self, section: Section) -> None:
        (self.place.root / section.words).chmod(0o444)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def _png(width: int, height: int, per_metre: int = 5906) -> bytes:
    """A white PNG with so many dots a metre: 150 an inch."""
    rows = zlib.compress((b"\0" + b"\xff" * width) * height)
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    density = _chunk(b"pHYs", struct.pack(">IIB", per_metre, per_metre, 1))
    return b"\x89PNG\r\n\x1a\n" + head + density + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")


def _jpeg(*, channels: int = 3, turn: int = 1) -> bytes:
    """The skeleton of a JPEG: a camera's notes, a frame, an end."""
    exif = b"Exif\0\0MM\0*" + struct.pack(">IHHHIHH", 8, 1, 0x0112, 3, 1, turn, 0) + b"\0" * 4
    frame = struct.pack(">BHHB", 8, 600, 1200, channels) + b"\1\x11\0" * channels
    segments = [(0xE1, exif), (0xC0, frame)]
    body = b"".join(b"\xff" + bytes([mark]) + struct.pack(">H", len(said) + 2) + said for mark, said in segments)
    return b"\xff\xd8" + body + b"\xff\xda\0\2" + b"\0" * 8 + b"\xff\xd9"


PICTURES: dict[str, Callable[[], bytes]] = {
    "grob": lambda: _png(300, 200, per_metre=1969),
    "abgeschnitten": lambda: _png(1200, 600)[:-20],
    "schwer": lambda: _png(1200, 600) + b"\0" * 9_500_000,
    "zu-schwer": lambda: _png(1200, 600) + b"\0" * 10_500_000,
    "druckfarben": lambda: _jpeg(channels=4),
    "gedreht": lambda: _jpeg(turn=6),
}
"""The pictures of the cases."""


def lay_out(root: Path, types: Sequence[str]) -> Here:
    """A fresh workplace with these document types and everything that they share."""
    others = set(TYPES) - set(types)
    for name in ("schemas", "templates"):
        shutil.copytree(ROOT / name, root / name, ignore=lambda folder, names: others & {*names})
    shutil.copytree(ROOT / "content" / "_stammdaten", root / "content" / "_stammdaten")
    return Here(root)


def types_in(sections: list[Section]) -> list[str]:
    """The document types that a case is about."""
    said = {part for section in sections for part in re.split("[/ ]", section.words)}
    named = [name for name in TYPES if name in said] or ["musterseiten"]
    return [*named, *(NEEDS[name] for name in named if name in NEEDS)]


def play(file: Path, root: Path) -> list[Problem]:
    """What a case finds."""
    _head, sections = read(file.read_text(encoding="utf-8"))
    if not any(section.kind == "aufruf" for section in sections):
        sections.append(Section("aufruf", "build.py check", ""))
    bounds = [float(section.words) for section in sections if section.kind == "rechenzeit"]
    sections = [section for section in sections if section.kind != "rechenzeit"]
    with pytest.MonkeyPatch.context() as patch:
        for seconds in bounds:
            patch.setattr(limits, "CPU_SECONDS", seconds)
        *_before, (_call, seen) = Saboteur(lay_out(root, types_in(sections))).play(sections)
    said = {section.kind: section for section in seen}
    assert said["ende"].words in ("0", "1", "2"), said["fehlerausgabe"].text
    return [Problem.from_data(one) for one in json.loads(said["ausgabe"].text)["meldungen"]]


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> Findings:
    """What a case finds; each is played once."""
    played: dict[Path, list[Problem]] = {}

    def play_once(file: Path) -> list[Problem]:
        if file not in played:
            root = tmp_path_factory.mktemp(file.stem) / "projekt"
            played[file] = play(file, root)
            shutil.rmtree(root.parent)
        return played[file]

    return play_once


def expected(file: Path) -> list[str]:
    """The findings that a case states."""
    return _EXPECTED.findall(file.read_text(encoding="utf-8"))


def parked(file: Path) -> str:
    """Why the program does not get a case right yet, "" where it does."""
    found = _PARKED.search(file.read_text(encoding="utf-8"))
    return found[1] if found else ""


def cases() -> list[Any]:
    """All cases, the parked ones marked."""
    marks = {file: [pytest.mark.xfail(strict=True, reason=why)] for file in FAULTS if (why := parked(file))}
    return [pytest.param(file, marks=marks.get(file, ()), id=file.stem) for file in FAULTS]


def test_the_unchanged_workplace_gives_no_finding(tmp_path: Path) -> None:
    """Whatever a case finds, its change has brought."""
    done = lay_out(tmp_path / "projekt", TYPES).call("check")
    assert json.loads(done.out)["meldungen"] == [] and done.code == 0


@pytest.mark.parametrize("file", cases())
def test_a_fault_gives_the_findings_that_the_case_states(file: Path, findings: Findings) -> None:
    """The same trouble always has the same code at the same place, and no second finding follows from it."""
    found = [f"{one.place.file}:{one.place.line}:{one.place.column} {one.code}" for one in findings(file)]
    assert found == expected(file)


@pytest.mark.parametrize("file", [file for file in FAULTS if not parked(file)], ids=lambda file: file.stem)
def test_a_finding_on_the_project_says_what_is_wrong_and_what_to_do(file: Path, findings: Findings) -> None:
    """Administrators read German too: whole sentences with a remedy, and no word of a library."""
    for one in findings(file):
        assert re.fullmatch(r"[A-ZÄÖÜ„0-9].*[.!?]", one.text), one.text
        assert one.remedy.endswith((".", "?")), (one.code, one.remedy)
        said = re.sub(r"„[^“]*“", "", f"{one.text} {one.remedy}")
        assert not ENGLISH.search(said) and not re.search(r"\b(None|True|False|properties|Pointer)\b", said), said


def test_the_wording_of_findings_on_the_project_is_unchanged(
    findings: Findings, golden: Callable[[Path, str], None]
) -> None:
    """One readable list of what administrators are told, and authors where a small file is not enough."""
    golden(WORDINGS / "projekt.txt", "\n".join(wording(file.stem, findings(file)) for file in FAULTS))


def test_every_fault_is_named_after_its_code() -> None:
    """The file name says which finding the case is about, so that a gap is seen."""
    for file in FAULTS:
        code = "-".join(file.name.split("-")[:2])
        assert code in [line.split()[1] for line in expected(file)], file.name


def test_every_code_has_a_case_and_a_wording() -> None:
    """A finding that no case provokes may never have worked, and nobody has read what it says."""
    told = "".join(file.read_text(encoding="utf-8") for file in sorted(WORDINGS.glob("*.txt")))
    worded = set(re.findall(r"^  \d+:\d+ \w+ ([A-Z]{3}-\d{3}) ", told, re.MULTILINE))
    assert set(catalogue()) - worded == set(NOT_FROM_OUTSIDE)
