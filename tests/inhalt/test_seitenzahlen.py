"""The pages that are counted are those that a word processor comes to: compared with LibreOffice, where it is there.

Both work without hyphenation here, because not every LibreOffice has German patterns.
"""

from __future__ import annotations

import io
import itertools
import random
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT, Workplace
from vorlagenwerk.basics.typesetting.captions import caption_of, caption_of_picture
from vorlagenwerk.basics.typesetting.pagination import paginate
from vorlagenwerk.building.planning import plan_pages
from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.tree import (
    Block,
    Column,
    Contents,
    Document,
    Heading,
    List,
    ListItem,
    Paragraph,
    Picture,
    Placed,
    Quote,
    Row,
    Table,
    Text,
)
from vorlagenwerk.data.walking import places, plain_text
from vorlagenwerk.writers.docx import StyleTemplate, load_style_template, write_docx
from vorlagenwerk.writers.docx.appearance import look_of

STYLES = ROOT / "templates" / "_stil"
LEAST = 0.95
"""Share of places that must be on the same page."""

SUBJECTS = ["die Gemeinde", "der Rat", "die Kämmerei", "das Bauamt", "die Projektgruppe", "der Ausschuss für Umwelt"]
VERBS = ["prüft", "unterstützt", "begleitet", "bewertet", "veröffentlicht", "ergänzt"]
OBJECTS = [
    "die Fortschreibung des Klimaschutzkonzepts",
    "die Sanierung der Grundschule im Ortsteil Altdorf",
    "den Haushalt",
    "die Verkehrsentwicklungsplanung",
    "den Ausbau des Radverkehrsnetzes",
    "die Barrierefreiheit öffentlicher Gebäude",
]
ENDS = ["und berichtet darüber im Herbst", "soweit die Mittel reichen", "wie im Vorjahr", "bis zum 31. Dezember 2027"]

pytestmark = pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftotext")), reason="needs LibreOffice and pdftotext"
)


@pytest.fixture(scope="module")
def style() -> StyleTemplate:
    """The shipped style template without hyphenation."""
    out = io.BytesIO()
    with zipfile.ZipFile(STYLES / "standard.docx") as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b'<w:autoHyphenation w:val="1"/>', b""))
    roles = yaml.safe_load((STYLES / "formatvorlagen.yaml").read_text(encoding="utf-8"))["formatvorlagen"]
    template, _ = load_style_template(out.getvalue(), roles, Place("templates/_stil/standard.docx"))
    assert template is not None
    return template


def test_pages_are_those_of_a_word_processor(shipped: Workplace, style: StyleTemplate, tmp_path: Path) -> None:
    """The shipped papers and two long concepts: nearly every place on the same page, each total within one."""
    look, _ = look_of(style, STYLES / "schriften")
    papers = {Path(name).stem: shipped.tree(name) for name in shipped.project.documents()[0]}
    papers |= {f"konzept-{seed}": concept(seed) for seed in (5, 11)}
    papers = {name: plan_pages(paper, look, Place(name))[0] for name, paper in papers.items()}
    counted = {name: paginate(paper, look) for name, paper in papers.items()}
    printed = convert(counted, style, tmp_path)
    apart, places_found = {}, 0
    for name, paper in counted.items():
        expected = dict(labels(paper))
        found = {label: page for label in expected if (page := page_of(label, printed[name]))}
        assert len(found) >= LEAST * len(expected), (name, expected.keys() - found.keys())
        places_found += len(found)
        apart |= {(name, at): (page, expected[at]) for at, page in found.items() if str(page) != expected[at]}
        assert abs(len(printed[name]) - paper.pages) <= 1, name
    assert len(apart) <= (1 - LEAST) * places_found, apart


def convert(papers: dict[str, Document], style: StyleTemplate, folder: Path) -> dict[str, list[list[str]]]:
    """The lines of each page of each paper, printed by LibreOffice, without blanks."""
    for name, paper in papers.items():
        with (folder / f"{name}.docx").open("wb") as out:
            write_docx(paper, style, out)
    files = [str(folder / f"{name}.docx") for name in papers]
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return {name: read(folder / f"{name}.pdf") for name in papers}


def read(file: Path) -> list[list[str]]:
    """The lines of each page, also two and three in a row as one, without those of contents lists."""
    text = subprocess.run(["pdftotext", "-layout", str(file), "-"], check=True, capture_output=True).stdout.decode()
    pages = []
    for page in text.removesuffix("\f").split("\f"):
        lines = [squeezed(line) for line in page.splitlines() if line.strip() and "....." not in line]
        pairs = [first + second for first, second in itertools.pairwise(lines)]
        pages.append([*lines, *pairs, *(pair + line for pair, line in zip(pairs, lines[2:], strict=False))])
    return pages


def squeezed(text: str) -> str:
    """The text without blanks and hyphens, which differ at the ends of lines."""
    return re.sub(r"[\s\u00ad-]+", "", text)


def page_of(label: str, pages: list[list[str]]) -> int:
    """The page on which a line is this label, counted from 1; 0 where it is not found."""
    return next((number for number, lines in enumerate(pages, 1) if label in lines), 0)


def labels(paper: Document) -> Iterator[tuple[str, str]]:
    """What is printed at each place, and the page counted for it."""
    for place in places(paper.children):
        for text, page in lines_of(place):
            yield squeezed(text), page


def lines_of(place: Placed) -> list[tuple[str, str]]:
    """The lines that a place is known by, with their page."""
    match place:
        case Heading(children=children, page=page):
            return [(place.number * place.numbered + plain_text(children), page)]
        case Picture():
            return [(caption_of_picture(place), place.page)]
        case Table(parts=parts):
            return [(caption_of(place, parts, index), part.page) for index, part in enumerate(parts) if place.caption]


def concept(seed: int) -> Document:
    """A concept with a list of contents, three levels of headings, prose, lists, quotes and tables."""
    dice = random.Random(seed)
    numbers = [0, 0, 0]
    blocks: list[Block] = [Contents("inhalt", "Inhalt")]
    for section in range(45):
        level = 1 if section % 9 == 0 else dice.choice((2, 2, 3)) if numbers[1] else 2
        numbers[level - 1 :] = [numbers[level - 1] + 1, *[0] * (3 - level)]
        number = ".".join(map(str, numbers[:level]))
        title = f"Abschnitt {section} über {dice.choice(OBJECTS)}"
        blocks.append(Heading(level, (Text(title),), f"a{section}", True, number, number))
        for _ in range(dice.randint(1, 3)):
            blocks.append(Paragraph((Text(prose(dice, dice.randint(2, 6))),)))
        blocks += extra(dice, section)
    frame = (("dokument.absender", "Musterstadt"), ("dokument.kurztitel", "Konzept"))
    return Document("Konzept für die Entwicklung der Musterstadt", tuple(blocks), frame=frame)


def extra(dice: random.Random, section: int) -> list[Block]:
    """A list, a quote, a table or nothing."""
    match dice.randrange(5):
        case 0:
            items = tuple(ListItem((Paragraph((Text(prose(dice, 1)),)),)) for _ in range(dice.randint(2, 6)))
            return [List(items, ordered=dice.random() < 0.5)]
        case 1:
            return [Quote((Paragraph((Text(prose(dice, 2)),)),))]
        case 2:
            columns = (Column("nr", "Nr."), Column("was", "Maßnahme"), Column("wer", "Zuständig"))
            rows = tuple(Row((str(row), prose(dice, 1), dice.choice(SUBJECTS))) for row in range(dice.randint(3, 20)))
            return [Table(f"t{section}", f"Maßnahmen zu Abschnitt {section}", "", columns, rows, None, number="1")]
        case _:
            return []


def prose(dice: random.Random, sentences: int) -> str:
    """Sentences of ordinary length."""
    said = (" ".join(map(dice.choice, (SUBJECTS, VERBS, OBJECTS, ENDS))) + "." for _ in range(sentences))
    return " ".join(sentence[0].upper() + sentence[1:] for sentence in said)
