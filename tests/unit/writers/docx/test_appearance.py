"""What HTML and PDF take from a style template, also from one that somebody has edited in Word."""

from __future__ import annotations

from pathlib import Path

import pytest

from vorlagenwerk.basics.typesetting.contrast import contrast
from vorlagenwerk.basics.typesetting.letterhead import Letterhead
from vorlagenwerk.basics.typesetting.look import Hyphenation, ParagraphLook, Stroke
from vorlagenwerk.basics.typesetting.pages import Page
from vorlagenwerk.data.problems import Level
from vorlagenwerk.writers.docx.appearance import look_of

STYLES, MAIN, THEME, HEADER = "word/styles.xml", "word/document.xml", "word/theme/theme1.xml", "word/header2.xml"
FOLDER = Path("schriften")
MORE_ROLES = {
    **{role: role.title() for role in ("untertitel", "beschlussvorschlag", "quelle")},
    "inhaltsverzeichnis": "Inhaltsverzeichnisüberschrift",
    **{f"verzeichnis_{level}": f"Verzeichnis {level}" for level in (1, 2, 3)},
}


@pytest.fixture
def look(load, rebuild):
    """The look of the shipped template with a pattern replaced in some of its parts, without any finding."""

    def edited(replace=None, **roles):
        template, problems = load(rebuild(replace=replace or {}), **MORE_ROLES, **roles)
        assert problems == []
        found, problems = look_of(template, FOLDER)
        assert problems == []
        return found

    return edited


@pytest.fixture
def findings(load, rebuild):
    """The findings on the look of the shipped template with a pattern replaced in some of its parts."""

    def of(replace):
        template, _ = load(rebuild(replace=replace))
        return look_of(template, FOLDER)[1]

    return of


def test_the_shipped_template_looks_like_this(look):
    """What PDF and HTML show of it."""
    found = look()
    assert (found.font, found.code_font, found.lists.at(0, ordered=True)) == ("Arial", "Courier New", (17.85, 17.85))
    assert found.page == Page(11906, 16838, 1418, 1134, 1134, 1418, 709, 567, 0)
    colors = (found.link_color, found.rule_color, found.strong_rule_color, found.head_fill)
    assert colors == ("0B4F8A", "9AA7B5", "1F3A55", "E6ECF2")
    body, title, note = (found.role(role) for role in ("standard", "titel", "hinweis"))
    assert body == ParagraphLook(11, after=6, line=1.15)
    assert (title.size, title.bold, title.color, title.keep_next) == (18, True, "1F3A55", True)
    assert (note.fill, note.frame) == ("E6ECF2", Stroke(0.5, 6, "E6ECF2"))
    assert [found.role(f"ueberschrift_{level}").size for level in range(1, 7)] == [15, 13, 11.5, 11, 11, 11]


def test_fonts_colours_and_sizes_that_somebody_chose_in_word_arrive(look):
    """Word writes them into the style, or into the defaults."""
    found = look({STYLES: ('w:ascii="Arial"(.*?w:styleId="Heading1".*?)<w:color w:val="1F3A55"/><w:sz w:val="30"/>',
                           r'w:ascii="Frutiger"\1<w:rFonts w:ascii="Meta"/><w:color w:val="702020"/><w:sz w:val="33"/>')
                  })  # fmt: skip
    heading = found.role("ueberschrift_1")
    assert (found.font, found.role("standard").font) == ("Frutiger", "")
    assert (heading.font, heading.color, heading.size, heading.bold) == ("Meta", "702020", 16.5, True)


def test_margins_and_paper_arrive(look):
    """„Layout“, „Seitenränder“ changes the last section."""
    page = look({MAIN: ('w:right="1134" w:bottom="1134" w:left="1418"', 'w:right="851" w:bottom="900" w:left="1701"')})
    assert (page.page.right, page.page.bottom, page.page.left) == (851, 900, 1701)


def test_german_ids_make_no_difference(look):
    """German Word writes styleId="berschrift1" and "Standard" under the names heading 1 and Normal."""
    ids = {"Heading": "berschrift", "Normal": "Standard", "TOC": "Verzeichnis"}
    german = (r'(styleId|basedOn w:val|next w:val)="(Heading|Normal|TOC)', lambda said: f'{said[1]}="{ids[said[2]]}')
    assert look({STYLES: german}).roles == look().roles


def test_names_in_formatvorlagen_may_be_german_or_those_of_the_file(look):
    """Whoever looks into the file sees “heading 1”."""
    assert look(ueberschrift_1="heading 1", standard="Normal", verweis="Link").roles == look().roles


def test_what_a_style_does_not_say_comes_from_the_one_it_is_based_on(look):
    """A spacing without a line height takes over the line height alone."""
    found = look({STYLES: ('w:before="0" w:after="120" w:line="276"', 'w:before="60" w:after="200" w:line="360"')})
    listed = found.role("aufzaehlung")
    assert (listed.before, listed.after, listed.line) == (0, 4, 1.15)
    entry = found.role("verzeichnis_1")
    assert (entry.before, entry.after, entry.line) == (0, 3, 1.5)


def test_fonts_of_the_theme_are_looked_up(look):
    """„Überschriften“ and „Textkörper“ in Word's list of fonts."""
    found = look({STYLES: ('w:ascii="Arial"', 'w:ascii="Arial" w:asciiTheme="minorHAnsi"'),
                  THEME: ('(<a:minorFont><a:latin typeface=)"Arial"', r'\1"Aptos"')})  # fmt: skip
    assert found.font == "Aptos"


def test_a_font_by_name_beats_a_theme_font_from_above(look):
    """Whoever chooses Verdana for one style does not get the theme's font."""
    found = look({STYLES: ('w:ascii="Arial"(.*?w:styleId="Quote".*?<w:rPr>)',
                           r'w:asciiTheme="minorHAnsi"\1<w:rFonts w:ascii="Verdana"/>')})  # fmt: skip
    assert (found.font, found.role("zitat").font) == ("Arial", "Verdana")


@pytest.mark.parametrize(
    ("said", "color"),
    [
        ('w:val="FF0000" w:themeColor="accent2"', "0B4F8A"),
        ('w:val="365F91" w:themeColor="accent2" w:themeShade="80"', "062845"),
        ('w:val="595959" w:themeColor="text1" w:themeTint="A6"', "595959"),
        ('w:val="auto"', "000000"),
        ('w:val="702020" w:themeColor="unbekannt"', "702020"),
    ],
)
def test_colours_of_the_theme_are_looked_up(look, said, color):
    """The theme goes before the colour beside it, as in Word; tints and shades are those that Word shows."""
    found = look({STYLES: ('(w:styleId="Quote".*?)<w:color w:val="4A4A4A"/>', rf"\1<w:color {said}/>")})
    assert found.role("zitat").color == color


@pytest.mark.parametrize(
    ("said", "line"), [('w:line="360" w:lineRule="exact"', 18 / 11 / 1.1499), ('w:line="100" w:lineRule="atLeast"', 1)]
)
def test_fixed_line_distances_become_multiples(look, said, line):
    """„Genau 18 Pt.“ and „Mindestens 5 Pt.“."""
    found = look({STYLES: ('w:line="276" w:lineRule="auto"', said)})
    assert found.role("standard").line == pytest.approx(line)


def test_boxes_bars_and_rules_arrive_in_points(look):
    """A decision has a bar, a note a box, the short title a rule below."""
    found = look()
    assert (found.role("beschlussvorschlag").bar, found.role("beschlussvorschlag").bar_space) == (3, 10)
    assert found.role("hinweis").frame == Stroke(0.5, 6, "E6ECF2") and found.role("hinweis").bar == 0
    assert found.role("kopfzeile_kurztitel").below == Stroke(0.5, 4, "9AA7B5")


def test_what_word_keeps_together_arrives(look):
    """„Zeilen nicht trennen“, „Silbentrennung unterdrücken“, „kein Abstand zwischen Absätzen gleicher Art“."""
    found = look({STYLES: ('(w:val="List Bullet"/>.*?<w:pPr>)', r"\1<w:contextualSpacing/><w:keepLines/>")})
    listed, numbered = found.role("aufzaehlung"), found.role("nummerierung")
    assert (listed.tight, listed.keep_lines, listed.hyphenated) == (True, True, True)
    assert (numbered.tight, numbered.keep_lines, found.role("titel").hyphenated) == (False, False, False)


def test_where_pages_end_arrives(look):
    """A page break above headings, lines that may stand alone, space that is left to Word."""
    said = '<w:pageBreakBefore/><w:widowControl w:val="0"/><w:spacing w:beforeAutospacing="1" w:before="100"/>'
    found = look({STYLES: ('(w:styleId="Heading2".*?<w:pPr>)(.*?)<w:spacing [^>]*/>', rf"\1\2{said}")})
    second, first = found.role("ueberschrift_2"), found.role("ueberschrift_1")
    assert (second.new_page, second.lone_lines, second.before) == (True, True, 14)
    assert not (first.new_page or first.lone_lines)


def test_a_role_without_a_style_looks_like_the_one_that_word_takes(load, standard):
    """A template that knows no cover sets its title as the paper's."""
    template, _ = load(standard, deckblatt_titel="Gibt es nicht")
    look, _ = look_of(template, FOLDER)
    assert look.roles["deckblatt_titel"] == look.roles["titel"]


def test_newer_names_of_the_sides_are_understood(look):
    """LibreOffice and Word 2010 say start and end."""
    found = look({STYLES: ('<w:ind w:left="425" w:right="425"/>', '<w:ind w:start="200" w:end="100" w:hanging="40"/>')})
    assert (found.role("zitat").left, found.role("zitat").right, found.role("zitat").first_line) == (10, 5, -2)


def test_the_indent_of_lists_says_how_far_their_levels_stand_in(look):
    """Word writes it into the list or, when somebody drags the ruler and updates the style, into the style."""
    found = look({STYLES: ('(w:val="List Bullet"/>.*?<w:pPr>)', r'\1<w:ind w:left="720" w:hanging="360"/>')})
    assert (found.role("aufzaehlung").left, found.role("aufzaehlung").first_line) == (0, 0)
    assert [found.lists.at(depth, ordered=False) for depth in (0, 1)] == [(36, 18), (53.85, 17.85)]
    assert found.lists.at(0, ordered=True) == (17.85, 17.85)
    found = look({"word/numbering.xml": (r'w:left="357"', 'w:left="567"')})
    assert [found.lists.at(depth, ordered=True).left for depth in (0, 1)] == [28.35, 35.7]


def test_capitals_lines_and_distances_of_letters_are_taken_over(look):
    """The words stay as they are written."""
    dress = '<w:caps/><w:u w:val="single"/><w:spacing w:val="20"/>'
    found = look({STYLES: ('(w:styleId="Heading1".*?<w:rPr>)', rf"\1{dress}")}).role("ueberschrift_1")
    assert (found.capitals, found.underlined, found.tracking) == (True, True, 1)


def test_grounds_of_rows_in_turn_are_taken_over(look):
    """Word calls them horizontal bands."""
    band = '<w:tblStylePr w:type="band1Horz"><w:tcPr><w:shd w:val="clear" w:fill="F0E0E0"/></w:tcPr></w:tblStylePr>'
    found = look({STYLES: ('(w:styleId="VorlagenwerkTabelle".*?)(</w:style>)', rf"\1{band}\2")})
    assert found.bands == ("F0E0E0", "")


def test_an_indent_that_a_list_style_inherits_does_not_move_its_list(look):
    """Word lets the list go before the style that its own is based on."""
    found = look({STYLES: ('(w:styleId="Normal">.*?<w:pPr>)', r'\1<w:ind w:left="720"/>')})
    assert found.lists.at(0, ordered=False) == (17.85, 17.85)


def test_the_table_style_gives_colours_and_rules(look):
    """Head row and rules stand in the table style; letters left to Word are white on a dark head."""
    found = look({STYLES: ('(w:styleId="VorlagenwerkTabelle".*?)E6ECF2', r"\g<1>203040")})
    assert (found.head_fill, found.role("tabellenkopf").color) == ("203040", "FFFFFF")
    found = look({STYLES: ('(w:styleId="VorlagenwerkTabelle".*?<w:insideH )w:val="single"', r'\1w:val="nil"')})
    assert found.rule_color == "FFFFFF"


def test_the_letterhead_looks_like_the_paragraphs_around_its_controls(look):
    """The administration may use other styles than ours in the header of the first page."""
    found = look({HEADER: ('<w:pStyle w:val="BriefkopfAbsender"/>', '<w:pStyle w:val="Quote"/>')})
    assert found.role("briefkopf_absender") == found.role("zitat")
    assert found.role("briefkopf_stelle").size == 10 and found.role("kopfzeile_absender").size == 8.5


def test_a_letterhead_without_text_has_no_lines(look):
    """Word shows nothing there either."""
    assert look({HEADER: ("<w:p>.*</w:p>", "<w:p/>")}).letterhead == Letterhead()


def test_letters_that_hardly_show_are_a_warning(findings):
    """Light grey on white, with the ratio; the large title may be lighter."""
    grey = {STYLES: ('(w:styleId="(?:Quote|Title)".*?)<w:color w:val="(?:4A4A4A|1F3A55)"/>',
                     r'\1<w:color w:val="8A8A8A"/>')}  # fmt: skip
    (problem,) = findings(grey)
    assert (problem.code, problem.level) == ("STI-531", Level.WARNUNG)
    assert "„Zitat“" in problem.text and "8A8A8A auf FFFFFF" in problem.text and "3,4 : 1" in problem.text


def test_the_ground_of_a_box_and_of_a_table_head_counts(findings):
    """Blue on blue."""
    (problem,) = findings({STYLES: ('(w:styleId="Hinweis".*?w:fill=)"E6ECF2"', r'\1"707070"')})
    assert "„Hinweis“" in problem.text and "000000 auf 707070" in problem.text
    (problem,) = findings({STYLES: ('(w:styleId="VorlagenwerkTabelle".*?w:fill=)"E6ECF2"', r'\1"606060"')})
    assert "„Tabellenkopf“" in problem.text


def test_small_running_text_is_a_note(findings):
    """9 pt in the body; tables and sources may be smaller."""
    found = findings({STYLES: ('(<w:rPrDefault>.*?)<w:sz w:val="22"/>', r'\1<w:sz w:val="19"/>')})
    assert {problem.code for problem in found} == {"STI-532"} and found[0].level == Level.HINWEIS
    assert len(found) == 1 and "„Standard“, „Auf" in found[0].text and "9,5 Punkt" in found[0].text


def test_contrast_is_that_of_wcag():
    """The examples that everybody knows."""
    assert contrast("000000", "FFFFFF") == pytest.approx(21)
    assert contrast("767676", "FFFFFF") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("odd", ["", "-1", "99999999", "1.5", "x", "²", "\u0661"])
def test_odd_numbers_are_no_exception(load, rebuild, odd):
    """Programs other than Word write strange files."""
    said = r'w:(sz|before|after|line|left|space|fill)(=| w:val=)"\w+"'
    data = rebuild(replace={STYLES: (said, rf'w:\1\g<2>"{odd}"')})
    template, _ = load(data)
    look, _ = look_of(template, FOLDER)
    assert all(0 < style.size <= 400 and 0 < style.line <= 10 for style in look.roles.values())
    assert all(len(style.color) == 6 for style in look.roles.values())


def test_a_template_without_theme_and_defaults_has_a_look(load, rebuild):
    """Word falls back to Times New Roman in 10 pt, and to the colour that it noted last."""
    data = rebuild({THEME: None}, {STYLES: ("<w:docDefaults>.*</w:docDefaults>", ""),
                                   "word/_rels/document.xml.rels": (r'<Relationship [^>]*theme1\.xml"/>', ""),
                                   "[Content_Types].xml": ("<Override [^>]*theme[^>]*>", "")})  # fmt: skip
    template, _ = load(data)
    look, _ = look_of(template, FOLDER)
    assert (look.font, look.role("standard").size) == ("Times New Roman", 10)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('hyphenationZone w:val="425"', 'hyphenationZone w:val="0"', Hyphenation(0, 3)),
        ('consecutiveHyphenLimit w:val="3"', 'consecutiveHyphenLimit w:val="²"', Hyphenation(425, 0)),
        ('autoHyphenation w:val="1"', 'autoHyphenation w:val="0"', None),
        ('<w:autoHyphenation w:val="1"/>', "", None),
        ('autoHyphenation w:val="1"', "autoHyphenation", Hyphenation()),
    ],
)
def test_hyphenation_is_what_words_dialogue_says(look, old, new, expected):
    """Page numbers and PDF hyphenate as Word does, or not at all."""
    assert look({"word/settings.xml": (old, new)}).hyphenation == expected
