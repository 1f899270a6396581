"""What pages take over from the style template for Word."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from tests.looks import shipped_look
from vorlagenwerk.basics.typesetting.contrast import contrast
from vorlagenwerk.basics.typesetting.look import Look
from vorlagenwerk.data.tree import Document
from vorlagenwerk.writers.html import PageFrame, write_html
from vorlagenwerk.writers.html.appearance import look_css

CSS = (Path(__file__).parents[4] / "templates" / "_stil" / "stil.css").read_text("utf-8")
LOOK = shipped_look()
RED = "8A1538"
PALE = "BBBBBB"


def look(**roles: str) -> Look:
    """The shipped look with other colours of some roles."""
    changed = {name: LOOK.role("standard")._replace(color=color) for name, color in roles.items()}
    return LOOK._replace(roles={**LOOK.roles, **changed})


def variables(appearance: str) -> dict[str, str]:
    return dict(re.findall(r"(--[a-z0-9-]+):([^;]+);", appearance))


def test_contrast_is_that_of_the_guidelines() -> None:
    """Black on white is 21, grey 767676 the lightest grey that passes."""
    assert contrast("000000", "FFFFFF") == pytest.approx(21)
    assert contrast("767676", "FFFFFF") == pytest.approx(4.54, abs=0.01) and contrast("FFFFFF", "FFFFFF") == 1


def test_colours_of_the_style_template_are_taken_over() -> None:
    """The page shows the house's colours without anybody writing CSS."""
    found = variables(look_css(look(titel=RED, ueberschrift_2=RED, quelle=RED)._replace(link_color=RED), CSS))
    names = ("--titelfarbe", "--kopffarbe", "--ueberschrift-2", "--text-leise", "--akzent")
    assert {found[name] for name in names} == {f"#{RED}"}


@pytest.mark.parametrize(
    ("role", "name"), [("titel", "--titelfarbe"), ("titel", "--kopffarbe"), ("quelle", "--text-leise")]
)
def test_colour_that_is_hard_to_read_is_left_out(role: str, name: str) -> None:
    """The style sheet's own colour stays."""
    assert name not in variables(look_css(look(**{role: PALE}), CSS))


def test_what_begins_a_page_in_word_begins_one_in_print() -> None:
    """Headings by their level, other paragraphs by their class; a house without page breaks has no rule."""
    body = LOOK.role("standard")._replace(new_page=True)
    found = look_css(LOOK._replace(roles={**LOOK.roles, "ueberschrift_2": body, "hinweis": body}), CSS)
    assert "main :is(h3,p.hinweis){break-before:page}" in found.partition("@media print")[2]
    assert "break-before" not in look_css(LOOK, CSS)


def test_links_can_be_read_in_sums_too() -> None:
    """A grey that passes on the page may fail on the darker ground of sums."""
    grey = "6A6A6A"
    assert contrast(grey, "EEF2F6") > 4.5 and "--akzent" not in variables(look_css(LOOK._replace(link_color=grey), CSS))


def test_grounds_are_those_of_the_style_sheet() -> None:
    """On a dark page the dark blue of Word would vanish."""
    found = variables(look_css(LOOK, ":root { --grund: #101820; --flaeche: #202830; --kopfschrift: #ffffff }"))
    assert "--titelfarbe" not in found and "--ueberschrift-1" not in found and "--kopffarbe" in found


def test_head_of_tables_is_taken_over_with_its_letters_or_not_at_all() -> None:
    """White letters need their dark ground."""
    dark = variables(look_css(look(tabellenkopf="FFFFFF")._replace(head_fill=RED), CSS))
    assert (dark["--tabellenkopf"], dark["--tabellenkopf-schrift"]) == (f"#{RED}", "#FFFFFF")
    unreadable = variables(look_css(look(tabellenkopf="000000")._replace(head_fill=RED), CSS))
    assert "--tabellenkopf" not in unreadable and "--tabellenkopf-schrift" not in unreadable


def test_font_of_word_comes_first() -> None:
    """The fallbacks stay in the style sheet."""
    assert variables(look_css(LOOK._replace(font="Bundes Sans"), CSS))["--hausschrift"] == '"Bundes Sans"'


@pytest.mark.parametrize("font", ['A"; } body { display: none', "", "</style>"])
def test_odd_name_of_a_font_changes_nothing(font: str) -> None:
    """A style template cannot break out of the name."""
    assert "--hausschrift" not in look_css(LOOK._replace(font=font), CSS)
    assert "font-family" not in look_css(LOOK._replace(font=font), CSS)


@pytest.mark.parametrize("color", ["", "auto", "#12345", "12345G", "red;}"])
def test_odd_colour_changes_nothing(color: str) -> None:
    """Whatever stands in a Word file, the rules stay whole."""
    odd = look(titel=color)._replace(link_color=color, head_fill=color, rule_color=color, strong_rule_color=color)
    found = variables(look_css(odd, CSS))
    assert not found.keys() & {"--titelfarbe", "--akzent", "--linie", "--linie-zart"}
    assert all(value.startswith(("#", '"')) or value.endswith("pt") for value in found.values())


def test_paper_and_margins_are_those_of_word() -> None:
    """The binding margin belongs to the left one; A3 is twice the sheet."""
    rules = look_css(LOOK._replace(page=LOOK.page._replace(left=1701, gutter=567, top=-1134)), CSS)
    assert "@page{size:210mm 297mm;margin:20mm 20mm 20mm 40mm;" in rules
    assert "@page querformat{size:297mm 210mm;" in rules and "@page querformat-a3{size:420mm 297mm;" in rules


def test_print_has_the_sizes_of_word() -> None:
    """On screens readers choose the size."""
    larger = LOOK._replace(roles={**LOOK.roles, "standard": LOOK.role("standard")._replace(size=12.5)})
    assert "@media print{:root{--groesse:12.5pt;" in look_css(larger, CSS)


def test_print_hyphenates_as_word_does() -> None:
    """Narrow screens go on with hyphens."""
    off = look_css(LOOK._replace(hyphenation=None), CSS)
    assert re.search(r"@media print\{:root\{[^}]*--silbentrennung:manual;", off)
    assert "--silbentrennung" not in look_css(LOOK, CSS) and "hyphens: var(--silbentrennung)" in CSS


def test_every_name_is_known_to_the_style_sheet() -> None:
    """What is taken over and never used would be a promise that nobody keeps."""
    found = look_css(LOOK, CSS)
    assert all(f"var({name})" in CSS for name in variables(found))
    assert all(f"@page {name}" in CSS for name in re.findall(r"@page ([a-z0-9-]+)", found))


def test_page_follows_its_look(frame: PageFrame) -> None:
    """The rules come after the style sheet, so they win."""
    plain, looked = io.BytesIO(), io.BytesIO()
    write_html(Document("Titel", ()), frame, CSS, plain)
    write_html(Document("Titel", ()), frame, CSS, looked, look(titel=RED))
    assert f"#{RED}" not in plain.getvalue().decode()
    assert looked.getvalue().decode().index(f"--titelfarbe:#{RED}") > looked.getvalue().decode().index("@media print")
