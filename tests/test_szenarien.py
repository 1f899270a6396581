"""Scenarios: files, a call, what it prints, its exit code and what it leaves behind, each in one readable text.

A scenario in `szenarien/` begins with a line that says what it is about, then come sections, worked off in order:

    === datei PFAD                the file with the text below; "in utf-16" or "in cp1252" behind PFAD encodes it
    === kopie PFAD von FALL       the case tests/faelle/FALL at PFAD, changed by the lines below: "- old", "+ new"
    === aenderung PFAD            the file at PFAD, changed in the same way; "teil X" means part X of a Word file
    === anhang PFAD mal N         the lines below at the end of the file, N times; {n} counts on from 2
    === verknuepfung PFAD ZIEL    a symbolic link
    === entfernt PFAD             the file is deleted
    === aufruf build.py …         the call; what is expected of it follows
    === ausgabe / fehlerausgabe   what it prints; without the section: nothing
    === ende N                    the exit code
    === dateien                   every file below output/ and whether it is neu, anders or gleich after the call
    === manifest                  the state of each document and of its files
    === enthaelt PFAD             every line below occurs in the file, its HTML tags left out

`make golden` writes the expectations anew; sections `dateien` and `manifest` only where there is one already.
"""

from __future__ import annotations

import html
import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import Finished, Workplace

FOLDER = Path(__file__).parent / "szenarien"
EXPECTATIONS = ("ausgabe", "fehlerausgabe", "ende", "dateien", "manifest")
_HEAD = re.compile(r"^=== (\w+) ?(.*)$")


class Section(NamedTuple):
    """A section: its kind, what stands behind it in the head line, and the lines below."""

    kind: str
    words: str
    text: str


def read(text: str) -> tuple[str, list[Section]]:
    """The purpose and the sections of a scenario."""
    purpose = ""
    sections: list[Section] = []
    lines: list[str] = []
    for line in [*text.splitlines(), "=== ende_der_datei"]:
        found = _HEAD.match(line)
        if not found:
            lines.append(line)
            continue
        body = "".join(f"{said}\n" for said in lines)
        if sections:
            sections[-1] = sections[-1]._replace(text=body.rstrip("\n") + "\n" if body.strip() else "")
        else:
            purpose = body.strip()
        sections.append(Section(found[1], found[2].strip(), ""))
        lines = []
    return purpose, sections[:-1]


def write(purpose: str, sections: list[Section]) -> str:
    """The scenario as text."""
    parts = [f"=== {kind} {words}".rstrip() + f"\n{text}" for kind, words, text in sections]
    return f"{purpose}\n\n" + "\n".join(parts)


class Player:
    """Plays a scenario in a workplace."""

    def __init__(self, place: Workplace) -> None:
        self.place = place
        self.before: dict[str, bytes] = {}

    def play(self, sections: list[Section]) -> Iterator[tuple[Section, list[Section]]]:
        """Each section that is no expectation, with what is now true where it is a call."""
        wanted = _wanted(sections)
        for index, section in enumerate(sections):
            if section.kind in EXPECTATIONS:
                continue
            if section.kind != "aufruf":
                getattr(self, f"_{section.kind}")(section)
                yield section, []
                continue
            self.before = self.place.files()
            done = self.place.call(*shlex.split(section.words)[1:])
            yield section, self._seen(done, wanted[index])

    def _seen(self, done: Finished, wanted: set[str]) -> list[Section]:
        seen = []
        for kind, printed in (("ausgabe", done.out), ("fehlerausgabe", done.err)):
            if printed:
                seen.append(Section(kind, "", self._without_root(printed).rstrip("\n") + "\n"))
        seen.append(Section("ende", str(done.code), ""))
        if "dateien" in wanted:
            seen.append(Section("dateien", "", self._fates()))
        if "manifest" in wanted:
            seen.append(Section("manifest", "", self._states()))
        return seen

    def _without_root(self, printed: str) -> str:
        """What was printed, with PROJEKT for the temporary folder; quotations of it may have been clipped."""
        text = re.sub(f"„{re.escape(str(self.place.root)[:40])}[^“]*“", "„PROJEKT…“", printed)
        return text.replace(str(self.place.root), "PROJEKT")

    def _fates(self) -> str:
        lines = []
        for file, content in self.place.files().items():
            old = self.before.get(file)
            fate = "neu" if old is None else "gleich" if old == content else "anders"
            lines.append(f"{file} {fate}\n")
        return "".join(lines)

    def _states(self) -> str:
        data = json.loads((self.place.output / "manifest.json").read_bytes())
        lines = []
        for entry in data["dokumente"]:
            files = [f"{n} {'veraltet' if f['veraltet'] else 'aktuell'}" for n, f in sorted(entry["ausgaben"].items())]
            lines.append(f"{entry['quelle']}: {entry['zustand']}; {', '.join(files) or 'keine Dateien'}\n")
        return "".join(lines)

    def _datei(self, section: Section) -> None:
        file, _, encoding = section.words.partition(" in ")
        self.place.write(file, section.text.encode(encoding or "utf-8"))

    def _kopie(self, section: Section) -> None:
        file, case = section.words.split(" von ")
        self.place.take(case, file, *_changes(section.text))

    def _aenderung(self, section: Section) -> None:
        file, _, part = section.words.partition(" teil ")
        if part:
            self.place.change_part(file, part, *_changes(section.text))
        else:
            self.place.change(file, *_changes(section.text))

    def _verknuepfung(self, section: Section) -> None:
        file, target = section.words.split()
        path = self.place.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.symlink_to(target)

    def _anhang(self, section: Section) -> None:
        file, times = section.words.split(" mal ")
        with (self.place.root / file).open("a", encoding="utf-8") as target:
            target.writelines(section.text.replace("{n}", str(number + 2)) for number in range(int(times)))

    def _enthaelt(self, section: Section) -> None:
        said = re.sub(r"<[^>]*>", "", (self.place.root / section.words).read_text(encoding="utf-8"))
        words = " ".join(html.unescape(said).split())
        missing = [line for line in section.text.splitlines() if " ".join(line.split()) not in words]
        assert missing == [], section.words

    def _entfernt(self, section: Section) -> None:
        (self.place.root / section.words).unlink()


def _changes(text: str) -> list[tuple[str, str]]:
    """Pairs of an old and a new text; several lines with "+" make one text of several lines."""
    pairs: list[tuple[str, str]] = []
    for line in text.splitlines():
        sign, said = line[:2].strip(), line[2:]
        assert sign in ("-", "+"), f"a change begins with - or +: {line!r}"
        if sign == "-":
            pairs.append((said, ""))
        else:
            old, new = pairs[-1]
            pairs[-1] = (old, f"{new}\n{said}" if new else said)
    return pairs


def _wanted(sections: list[Section]) -> dict[int, set[str]]:
    """Which expectations follow each call."""
    wanted: dict[int, set[str]] = {}
    call = -1
    for index, section in enumerate(sections):
        if section.kind == "aufruf":
            call = index
            wanted[call] = set()
        elif section.kind in EXPECTATIONS:
            wanted[call].add(section.kind)
    return wanted


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.szenario")), ids=lambda file: file.stem)
def test_a_scenario_goes_as_written(file: Path, workplace: Workplace, request: pytest.FixtureRequest) -> None:
    """Whatever a call prints, returns and leaves behind is what the scenario says, letter by letter."""
    text = file.read_text(encoding="utf-8")
    purpose, sections = read(text)
    played: list[Section] = []
    for section, seen in Player(workplace).play(sections):
        played += [section, *seen]
    if request.config.getoption("--golden-neu"):
        file.write_text(write(purpose, played), encoding="utf-8")
        return
    assert write(purpose, played) == write(purpose, sections)


def test_every_scenario_says_what_it_is_about_and_makes_a_call() -> None:
    """A scenario without a purpose or without a call would prove nothing."""
    for file in FOLDER.glob("*.szenario"):
        purpose, sections = read(file.read_text(encoding="utf-8"))
        assert purpose and purpose.endswith("."), file.name
        assert any(section.kind == "aufruf" for section in sections), file.name


ENGLISH = re.compile(
    r"Traceback|Error\b|\b(?:expected|unexpected|invalid|argument|keyword|is not|must be|No such file)\b"
)


def test_no_scenario_prints_english() -> None:
    """Users read German: no word of a library, of Python or of the system comes through."""
    for file in sorted(FOLDER.glob("*.szenario")):
        _purpose, sections = read(file.read_text(encoding="utf-8"))
        for section in sections:
            if section.kind in ("ausgabe", "fehlerausgabe"):
                assert not ENGLISH.search(section.text), f"{file.name}: {ENGLISH.findall(section.text)}"


def test_places_count_from_one() -> None:
    """No message points to column 0, which no editor knows."""
    for file in sorted(FOLDER.glob("*.szenario")):
        _purpose, sections = read(file.read_text(encoding="utf-8"))
        assert not [s.text for s in sections if s.kind == "ausgabe" and re.search(r"^\S+:\d+:0:", s.text, re.M)], (
            file.name
        )
