"""What is kept in memory, and how much of pictures a paper may hold."""

from __future__ import annotations

from tests.conftest import Workplace
from tests.unit.basics.test_images import chunk, png
from vorlagenwerk.data.tree import Note, Picture, Reference
from vorlagenwerk.data.walking import plain_text, walk
from vorlagenwerk.story.preparing import REMEMBERED_BYTES, Preparation
from vorlagenwerk.story.workshop import Workshop

CASE = "gueltig/regionalrat-vorlage/kurz.yaml"


def heavy(megabytes: int) -> bytes:
    """A PNG of this size that shows little."""
    image = png(600, 10)
    return image[:-12] + chunk(b"tEXt", b"\0" * (megabytes * 1_000_000)) + image[-12:]


def case(workplace: Workplace, name: str, text: str) -> None:
    """A paper whose reasons are this text."""
    workplace.take(CASE, f"content/{name}.yaml", ("Der Regionalrat nimmt Kenntnis.", text))


def test_many_big_pictures_are_not_kept_in_memory(workplace: Workplace) -> None:
    """Papers are forgotten sooner where their pictures are big; an annex brings those that it holds."""
    preparation = Preparation(Workshop(workplace.project))
    for number in range(14):
        workplace.write(f"content/{number}.png", heavy(9))
        case(workplace, f"p{number}", f'"![Ein Bild der Reihe]({number}.png)"')
        assert preparation.prepare(f"content/p{number}.yaml").document is not None
        assert sum(done.picture_bytes for done in preparation._done.values()) <= REMEMBERED_BYTES
    assert len(preparation._done) > 5


def test_a_picture_shown_over_and_over_is_told_before_it_is_written(workplace: Workplace) -> None:
    """Each showing is a copy in HTML: a line of text must not become gigabytes."""
    workplace.write("content/gross.png", heavy(9))
    shown = "\\n\\n".join(["![Ein großes Bild](gross.png)"] * 12)
    case(workplace, "a", f'"{shown}"')
    prepared = Preparation(Workshop(workplace.project)).prepare("content/a.yaml")
    assert [(problem.code, problem.place.file) for problem in prepared.problems] == [("BIL-309", "content/a.yaml")]
    assert prepared.document is None and prepared.picture_bytes < 10_000_000


def test_an_annex_is_counted_by_the_paper_that_takes_it_in(workplace: Workplace) -> None:
    """What a reference inside the annex shows is the number in that paper, not the one in the annex alone."""
    workplace.write("content/bild.png", png())
    text = '![Was {0} zeigt](bild.png \\"Titel\\"){{#abb}}\\n\\nSiehe [](#abb).^[Eine Fußnote.]'
    case(workplace, "anlage", '"' + text.format("die Anlage") + '"')
    case(workplace, "papier", '"' + text.format("das Papier") + '"')
    path = workplace.root / "content/papier.yaml"
    entry = "\nanlagen:\n  - {kennung: teil, titel: Teil, dokument: anlage.yaml}\n"
    path.write_text(path.read_text(encoding="utf-8") + entry, encoding="utf-8")
    document = Preparation(Workshop(workplace.project)).prepare("content/papier.yaml").document
    assert document is not None
    nodes = list(walk(document))
    assert [(n.ident, n.number) for n in nodes if isinstance(n, Picture)] == [("abb", "1"), ("teil-abb", "2")]
    shown = {n.ident: plain_text(n.children).replace("\u00a0", " ") for n in nodes if isinstance(n, Reference)}
    assert (shown["abb"], shown["teil-abb"]) == ("Abbildung 1", "Abbildung 2")
    assert [n.number for n in nodes if isinstance(n, Note)] == ["1", "2"]
