"""What the style template says about the numbers of headings: the list that their styles are linked to."""

from __future__ import annotations

from collections.abc import Mapping

from vorlagenwerk.basics import german
from vorlagenwerk.basics.typesetting.heading_numbers import FORMS, HeadingNumbers, decimal_level
from vorlagenwerk.data.problems import Problem, quote, warning
from vorlagenwerk.writers.docx.inheritance import whole_number
from vorlagenwerk.writers.docx.numbering_template import FARTHEST, NumberingTemplate
from vorlagenwerk.writers.docx.roles import HEADINGS
from vorlagenwerk.writers.docx.stylesheet import RoleStyle
from vorlagenwerk.writers.docx.template import StyleTemplate

_NOTHING: Mapping[str, str] = {}
_STRANGE = {
    "ordinal": "1., 2., 3.",
    "cardinalText": "eins, zwei, drei",
    "ordinalText": "erste, zweite, dritte",
    "bullet": "mit einem Aufzählungszeichen",
    "custom": "001, 002, 003",
}
"""How German Word calls other forms of numbers in its dialog."""


def heading_list(template: NumberingTemplate, roles: Mapping[str, RoleStyle]) -> str:
    """The numId of the list that the styles of headings are linked to, "" for none."""
    linked = (roles[role].numbering for role in HEADINGS if role in roles)
    return next((numbering[0] for numbering in linked if numbering), "")


def heading_numbers(template: NumberingTemplate, roles: Mapping[str, RoleStyle]) -> HeadingNumbers:
    """How the list of the heading styles writes its numbers; what it does not say, or we cannot, is decimal."""
    found = template.levels_of(heading_list(template, roles))
    return HeadingNumbers(
        tuple(
            level.number if level and level.number.form in FORMS else decimal_level(index)
            for index, level in enumerate(found)
        )
    )


def placed_numbers(template: StyleTemplate) -> HeadingNumbers:
    """How headings are numbered; where their text begins, the style itself may say instead of its list."""
    numbers = heading_numbers(template.numbering, template.roles)
    levels = list(numbers.levels)
    for index, role in enumerate(HEADINGS):
        style = template.roles.get(role)
        own = dict(template.sheet.own(style.ident)).get("w:pPr/w:ind", _NOTHING) if style else _NOTHING
        if "w:left" in own:
            levels[index] = levels[index]._replace(left=_twips(own, "w:left"))
        if "w:hanging" in own or "w:firstLine" in own:
            hanging = _twips(own, "w:hanging") - _twips(own, "w:firstLine")
            levels[index] = levels[index]._replace(hanging=hanging)
    return HeadingNumbers(tuple(levels))


def judge_numbers(template: StyleTemplate) -> list[Problem]:
    """A finding on headings that count in a form which only Word can write."""
    strange = _strange_forms(template.numbering, template.roles)
    if not strange:
        return []
    forms = ", ".join(dict.fromkeys(_STRANGE.get(form, "in einem anderen Zahlensystem") for form in strange.values()))
    depths = german.join_list([str(depth) for depth in strange])
    text = (
        f"Die Überschriften der Ebene{'n' if len(strange) > 1 else ''} {depths} zählen in {quote(template.place.file)} "
        f"auf eine Art, die nur Word schreiben kann: {forms}."
    )
    remedy = (
        "Im Inhaltsverzeichnis, in Verweisen, im PDF und in HTML stehen dort Ziffern. Wählen Sie in Word unter „Liste "
        "mit mehreren Ebenen“, „Neue Liste mit mehreren Ebenen definieren“ für diese Ebene eine der "
        "Zahlenformatvorlagen 1, 2, 3; 01, 02, 03; I, II, III; i, ii, iii; A, B, C; a, b, c oder keine."
    )
    return [warning("STI-537", template.place, text, remedy)]


def _strange_forms(template: NumberingTemplate, roles: Mapping[str, RoleStyle]) -> dict[int, str]:
    """The levels of headings (from 1) that count in a form which we cannot write, with Word's name of it."""
    own = heading_list(template, roles)
    levels = enumerate(template.levels_of(own)[: len(HEADINGS)], 1)
    return {depth: level.number.form for depth, level in levels if level and level.number.form not in FORMS}


def _twips(said: Mapping[str, str], name: str) -> int:
    return min(max(whole_number(said.get(name, ""), 0), 0), FARTHEST)
