"""Paper, margins and sizes of letters that no paper can be made of."""

from __future__ import annotations

import pytest

from vorlagenwerk.data.problems import Level

MAIN, STYLES = "word/document.xml", "word/styles.xml"
NUMBERS = {"w": "11906", "h": "16838", "top": "1418", "right": "1134", "bottom": "1134", "left": "1418"}
NUMBERS |= {"header": "709", "footer": "567", "gutter": "0"}


@pytest.fixture
def on_paper(load, rebuild):
    """The findings on the shipped template with other numbers for paper and margins."""

    def judged(**changes):
        said = {name: changes.get(name, old) for name, old in NUMBERS.items()}
        size = " ".join(f'w:{name}="{said.pop(name)}"' for name in ("w", "h"))
        margins = " ".join(f'w:{name}="{number}"' for name, number in said.items())
        replaced = rebuild(
            replace={MAIN: (r"<w:pgSz [^>]*/><w:pgMar [^>]*/>", f"<w:pgSz {size}/><w:pgMar {margins}/>")}
        )
        template, problems = load(replaced)
        assert template is not None
        return [(problem.code, problem.level, problem.text.partition("“ ")[2]) for problem in problems]

    return judged


@pytest.mark.parametrize(
    ("changes", "code", "said"),
    [
        ({"w": "breit", "left": "x"}, "STI-522", "statt einer Zahl: „breit“ (Breite des Papiers), „x“ (linker Rand)."),
        ({"top": "2,5"}, "STI-522", "„2,5“ (oberer Rand)"),
        ({"w": "9" * 400}, "STI-522", "(Breite des Papiers)"),
        ({"w": "0", "h": "0"}, "STI-523", "0,0 × 0,0 cm"),
        ({"h": "40000"}, "STI-523", "21,0 × 70,6 cm"),
        ({"left": "7000", "right": "7000"}, "STI-524", "von der Breite des Papiers nichts"),
        ({"left": "5000", "right": "5200"}, "STI-524", "nur 3,0 cm"),
        ({"top": "-9000", "bottom": "6000"}, "STI-524", "von der Höhe des Papiers nur 3,2 cm"),
        ({"header": "16000"}, "STI-524", "von der Höhe"),
        ({"gutter": "8000"}, "STI-524", "von der Breite"),
        ({"top": "6000", "bottom": "6000"}, "STI-524", "im Querformat von der Höhe des Papiers nichts"),
        ({"left": "-500"}, "STI-524", "der linke Rand kleiner als null"),
    ],
)
def test_paper_without_room_for_text_is_one_error(on_paper, changes, code, said):
    """What Word shows as an empty page, or what no program can read."""
    ((found, level, text),) = on_paper(**changes)
    assert (found, level) == (code, Level.FEHLER) and said in text


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"w": "11906.0", "left": "1418.25"},
        {"w": "16838", "h": "11906"},
        {"top": "-1418"},
        {"left": "4000", "right": "4000", "gutter": "567"},
    ],
)
def test_unusual_margins_are_fine_while_there_is_room(on_paper, changes):
    """Fractions, landscape, a head that may not move the text, wide margins."""
    assert on_paper(**changes) == []


def test_other_paper_is_a_warning_with_its_size(on_paper):
    """A5."""
    ((code, level, text),) = on_paper(w="8391", h="11906")
    assert (code, level) == ("STI-514", Level.WARNUNG) and "14,8 × 21,0 cm statt A4" in text


def in_size(load, rebuild, style, size):
    _, problems = load(rebuild(replace={STYLES: (f'({style}.*?<w:sz w:val=")[0-9]*"', rf'\g<1>{size}"')}))
    return [(problem.code, problem.level, problem.text.partition("“ ")[2]) for problem in problems]


@pytest.mark.parametrize(("size", "said"), [("0", "0 Punkt"), ("elf", "„elf“"), ("3278", "1639 Punkt"), ("", "„“")])
def test_sizes_that_word_does_not_know_are_told_once(load, rebuild, size, said):
    """At the style that says them, not at those which take them over."""
    ((code, level, text),) = in_size(load, rebuild, 'styleId="Heading1"', size)
    assert (code, level) == ("STI-525", Level.FEHLER)
    assert text == f"steht als Schriftgröße {said}; betroffen: „Überschrift 1“."


def test_running_text_is_no_poster(load, rebuild):
    """A title may be."""
    ((code, level, text),) = in_size(load, rebuild, "<w:docDefaults>", "146")
    assert (code, level) == ("STI-525", Level.FEHLER)
    assert text == "hat Fließtext (Formatvorlage „Standard“) 73 Punkt."
    assert in_size(load, rebuild, 'styleId="Title"', "146") == []
