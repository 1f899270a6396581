"""Every authored field of every paper stands in a content control of its Word file, and the control tells the truth."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from lxml import etree

from tests.conftest import CASES, ROOT, Workplace, lay_out
from vorlagenwerk.basics.loading import load_yaml
from vorlagenwerk.data.positions import path_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PAPERS = sorted(path for path in (ROOT / "content").rglob("*.yaml") if "_stammdaten" not in path.parts)
EXAMPLES = sorted((ROOT / "templates").glob("*/beispiel.yaml"))
CASES_THAT_HOLD = sorted((CASES / "gueltig").rglob("*.yaml"))
NAMES = (
    *(path.relative_to(ROOT / "content").with_suffix("").as_posix() for path in PAPERS),
    *(f"beispiele/{path.parent.name}" for path in EXAMPLES),
    *(f"faelle/{path.relative_to(CASES / 'gueltig').with_suffix('').as_posix()}" for path in CASES_THAT_HOLD),
)
NOT_PRINTED = {
    "they say what is printed and how, and are no text themselves": (
        r"/dokumenttyp|/.*/(kennung|nummeriert)|/.*/(enthaelt|beantwortet)/\d+|/anlagen/\d+/(dokument|tabelle)"
        r"|/muster/\d+/(tabelle|zeichnung)"
    ),
    "they describe a figure, for checks and the audit report; its value has a control that names the figure": (
        r"/angaben/[^/]+/(titel|einheit|quelle|stand|proben/.*)"
    ),
    "they speak to checks and the audit report only": r"/(ausnahmen|nicht_zutreffend)/.*",
    "they are codes and numbers that figures are computed from; the figures have controls": (
        r"/(begriffe|saetze|beantragt)/[^/]+|/antragsteller/gemeindeschluessel"
    ),
    "the template says “ja” or “nein” of its own": r"/vorberatung/\d+/beteiligt",
    "they become a picture and its alternative text": r"/logo/(datei|beschreibung)|/(struktur|zeitplan)/.*",
}
"""Fields that no control names, by the reason why a reader finds no text to change."""
UNUSED = {"faelle/musterseiten/kurz": r"/(rollen|haushalt|gebaeude)/.*"}
"""Lists of which a paper asks for no table."""
LABELS = {"Abbildung", "Tabelle", "Seite"}
"""What the program writes in a prose field before the native number of a caption or page."""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    """All papers, the examples of the types and the valid cases as Word files."""
    place = lay_out(tmp_path_factory.mktemp("felder") / "projekt")
    shutil.copytree(ROOT / "content", place.root / "content", dirs_exist_ok=True)
    shutil.copytree(CASES / "gueltig", place.root / "content" / "faelle")
    for example in EXAMPLES:
        shutil.copytree(example.parent, place.root / "content" / "beispiele", dirs_exist_ok=True)
        shutil.copy(example, place.root / "content" / "beispiele" / f"{example.parent.name}.yaml")
    for left in (place.root / "content" / "beispiele").glob("*"):
        if left.suffix in (".yaml", ".j2") and f"beispiele/{left.stem}" not in NAMES:
            left.unlink()
    done = place.call("build", "--format", "docx")
    assert done.code == 0, done
    return place


def content(place: Workplace, name: str) -> Any:
    """The fields of a paper as they were written."""
    path = place.root / "content" / f"{name}.yaml"
    source, problems = load_yaml(path.read_bytes(), path.name)
    assert source is not None, problems
    return source.data


def leaves(data: Any, pointer: str = "") -> Iterator[str]:
    """The pointers of all texts and numbers in the content."""
    if isinstance(data, dict):
        for name, below in data.items():
            yield from leaves(below, f"{pointer}/{name}")
    elif isinstance(data, list):
        for index, below in enumerate(data):
            yield from leaves(below, f"{pointer}/{index}")
    elif data is not None:
        yield pointer


def at(data: Any, pointer: str) -> Any:
    """What stands in the content there."""
    for step in path_of(pointer):
        data = data[step]
    return data


def controls(place: Workplace, name: str) -> list[etree._Element]:
    """All controls of a Word file, those of header, footer and notes too."""
    found: list[etree._Element] = []
    with zipfile.ZipFile(place.output / f"{name}.docx") as archive:
        for part in archive.namelist():
            if re.fullmatch(r"word/(document|header\d*|footer\d*|footnotes)\.xml", part):
                found += etree.fromstring(archive.read(part)).iter(f"{W}sdt")
    return found


def said(control: etree._Element, name: str) -> str:
    """A property of a control."""
    found = control.find(f"{W}sdtPr/{W}{name}")
    return "" if found is None else str(found.get(f"{W}val"))


def tag(control: etree._Element) -> str:
    """The tag of a control with its stars spelt out."""
    steps = said(control, "tag").split("/")
    for index, step in enumerate(steps):
        steps[index] = steps[index - 2] if step == "*" else step
    return "/".join(steps)


def is_locked(control: etree._Element) -> bool:
    """Whether nobody can type into it."""
    return any(said(one, "lock") in ("contentLocked", "sdtContentLocked") for one in (control, *above(control)))


def above(node: etree._Element) -> Iterator[etree._Element]:
    """The controls around a node."""
    yield from node.iterancestors(f"{W}sdt")


def holds_blocks(control: etree._Element) -> bool:
    """Whether it stands around paragraphs and tables, not in a line."""
    inside = control.find(f"{W}sdtContent")
    return inside is not None and any(child.tag in (f"{W}p", f"{W}tbl", f"{W}sdt") and holds(child) for child in inside)


def holds(node: etree._Element) -> bool:
    """Whether the node is a block or holds one."""
    return node.tag != f"{W}sdt" or holds_blocks(node)


def letters(control: etree._Element) -> str:
    """What a control shows; a control for a figure in it counts as `{{}}`."""
    shown = []
    for node in control.iter(f"{W}t", f"{W}br", f"{W}noBreakHyphen", f"{W}sdt"):
        inner = next(above(node)) if node is not control else None
        if node.tag == f"{W}sdt":
            shown += ["{{}}"] if node is not control else []
        elif inner is control:
            shown.append({f"{W}br": "\n", f"{W}noBreakHyphen": "\u2011"}.get(node.tag, node.text or ""))
    return "".join(shown).replace("\u00a0", " ")


@pytest.mark.parametrize("name", NAMES)
def test_every_field_stands_in_a_control_or_is_no_text(name: str, place: Workplace) -> None:
    """In one of its own, in that of its prose, in a locked table, or as a figure; everything else has a reason."""
    tags, data = {tag(control) for control in controls(place, name)}, content(place, name)
    named = {one for one in tags if one.startswith("/")}
    figures = {f"/angaben/{one[1:]}/wert" for one in tags if one.startswith("=")}
    excused = [*NOT_PRINTED.values(), UNUSED.get(name, "-")]
    for pointer in leaves(data):
        steps = pointer.split("/")
        is_held = any("/".join(steps[:length]) in named for length in range(2, len(steps) + 1))
        is_excused = any(re.fullmatch(pattern, pointer) for pattern in excused)
        assert is_held or pointer in figures or is_excused, pointer


@pytest.mark.parametrize("name", NAMES)
def test_what_can_be_typed_into_stands_in_the_content_like_this(name: str, place: Workplace) -> None:
    """A way back can trust each control: it names a field or figure, and what is not the field's text is locked."""
    data = content(place, name)
    for control in controls(place, name):
        pointer = tag(control)
        if pointer.startswith("="):
            assert is_locked(control), pointer
        if not pointer.startswith("/"):
            continue
        field = at(data, pointer)
        if isinstance(field, list):
            assert is_locked(control) and control.find(f"{W}sdtContent/{W}tbl") is not None, pointer
        elif not holds_blocks(control):
            wanted = re.sub(r"\{\{.*?\}\}", "{{}}", str(field)).replace("\u00a0", " ")
            assert (letters(control) == wanted) is not is_locked(control), (pointer, letters(control), field)
        else:
            assert set(words(control)) <= {*re.findall(r"\w{4,}", field), *LABELS}, pointer


def words(field: etree._Element) -> Iterator[str]:
    """The long words that somebody could change in the control of a prose field: nothing locked, no fields of Word."""
    line, depth = [], 0
    for node in field.iter(f"{W}p", f"{W}t", f"{W}br", f"{W}fldChar"):
        if node.tag == f"{W}fldChar":
            depth += {"begin": 1, "end": -1}.get(str(node.get(f"{W}fldCharType")), 0)
        is_own = node.tag == f"{W}t" and not depth and next(above(node)) is field
        line.append((node.text or "") if is_own else " ")
    yield from re.findall(r"\w{4,}", "".join(line))


@pytest.mark.parametrize("name", NAMES)
def test_word_accepts_the_controls(name: str, place: Workplace) -> None:
    """Each has a number of its own, a short tag, something in it, and nothing but text in one for plain text."""
    found = controls(place, name)
    numbers = Counter(said(control, "id") for control in found)
    assert [number for number, count in numbers.items() if count > 1] == [] and "" not in numbers
    for control in found:
        inside = control.find(f"{W}sdtContent")
        assert len(said(control, "tag")) <= 64 and inside is not None and len(inside)
        if control.find(f"{W}sdtPr/{W}text") is not None:
            assert {child.tag for child in inside} == {f"{W}r"}


@pytest.mark.parametrize("pattern", [one for pattern in NOT_PRINTED.values() for one in re.split(r"\|(?=/)", pattern)])
def test_every_exception_is_needed(pattern: str, place: Workplace) -> None:
    """A reason that holds for no field any more goes."""
    assert any(re.fullmatch(pattern, pointer) for name in NAMES for pointer in leaves(content(place, name)))
