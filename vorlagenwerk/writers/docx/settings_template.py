"""Which settings of the style template papers take over: those that decide how a page looks, and no others.

The rest belongs to the workplace of whoever made the template: what Word asks or fetches when it opens the file, who
may edit it, how its window looks, which edits belong together.
"""

from __future__ import annotations

from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import Problem, note, quote
from vorlagenwerk.writers.docx.scan import Element, scan, splice

_KEPT = frozenset(
    {
        *("w:zoom", "w:removePersonalInformation", "w:removeDateAndTime", "w:embedTrueTypeFonts", "w:saveSubsetFonts"),
        *("w:mirrorMargins", "w:alignBordersAndEdges", "w:bordersDoNotSurroundHeader", "w:bordersDoNotSurroundFooter"),
        *("w:gutterAtTop", "w:hideSpellingErrors", "w:hideGrammaticalErrors", "w:defaultTabStop", "w:autoHyphenation"),
        *("w:consecutiveHyphenLimit", "w:hyphenationZone", "w:doNotHyphenateCaps", "w:defaultTableStyle"),
        *("w:evenAndOddHeaders", "w:noPunctuationKerning", "w:characterSpacingControl", "w:strictFirstAndLastChars"),
        *("w:noLineBreaksAfter", "w:noLineBreaksBefore", "w:hdrShapeDefaults", "w:footnotePr", "w:endnotePr"),
        *("w:compat", "m:mathPr", "w:themeFontLang", "w:clrSchemeMapping", "w:shapeDefaults", "w:decimalSymbol"),
        "w:listSeparator",
    }
)
"""By their names in ECMA-376, 17.15.1; variables are kept one by one."""
_BEFORE_UNSTRETCHED = frozenset(
    {
        *("w:useSingleBorderforContiguousCells", "w:wpJustification", "w:noTabHangInd", "w:noLeading", "w:spaceForUL"),
        *("w:noColumnBalance", "w:balanceSingleByteDoubleByteWidth", "w:noExtraLineSpacing"),
        *("w:doNotLeaveBackslashAlone", "w:ulTrailSpace"),
    }
)
"""What stands before `w:doNotExpandShiftReturn` in `w:compat` (ECMA-376, 17.15.3)."""
_EDITING = {
    "readOnly": "nur lesen",
    "comments": "nur Kommentare",
    "trackedChanges": "nur nachverfolgte Änderungen",
    "forms": "nur Formulare ausfüllen",
}


def settings_for_papers(data: bytes, instructions: str) -> bytes:
    """settings.xml without what no paper takes over; `instructions` of fields name the variables that they show."""
    root = scan(data)
    edits = [(child.start, child.end, b"") for child in _others(root, instructions)]
    return splice(data, sorted(edits + _unstretched(root)))


def judge_settings(data: bytes, place: Place) -> list[Problem]:
    """The finding on a protection that an administrator set and no paper gets (STI-528)."""
    root = scan(data)
    kinds = []
    protection = root.find("w:documentProtection")
    if protection and protection.get("w:enforcement", "0") not in ("0", "false", "off"):
        kinds.append(_EDITING.get(protection.get("w:edit"), "Bearbeitung eingeschränkt"))
    if root.find("w:writeProtection"):
        kinds.append("schreibgeschützt öffnen")
    if not kinds:
        return []
    text = f"Der Schutz der Word-Vorlage {quote(place.file)} ({', '.join(kinds)}) gilt nicht für die Papiere."
    remedy = "Schützen Sie die fertige Word-Datei, oder geben Sie das PDF weiter. In der Vorlage bewirkt er nichts."
    return [note("STI-528", place, text, remedy)]


def _unstretched(root: Element) -> list[tuple[int, int, bytes]]:
    """Word would stretch a justified line that ends with a break of ours, as if the paragraph went on there."""
    compat = root.find("w:compat")
    if not compat or compat.find("w:doNotExpandShiftReturn"):
        return []
    at = next((child.start for child in compat.children if child.name not in _BEFORE_UNSTRETCHED), None)
    return [] if at is None else [(at, at, b"<w:doNotExpandShiftReturn/>")]


def is_shown(name: str, instructions: str) -> bool:
    """Whether the fields, in small letters, name this variable or property."""
    return bool(name) and name.casefold() in instructions


def _others(root: Element, instructions: str) -> list[Element]:
    """The elements that go; variables go but for those that are shown."""
    gone: list[Element] = []
    for child in root.children:
        if child.name == "w:docVars":
            hidden = [one for one in child.children if not is_shown(one.get("w:name"), instructions)]
            gone += hidden if len(hidden) < len(child.children) else [child]
        elif child.name not in _KEPT:
            gone.append(child)
    return gone
