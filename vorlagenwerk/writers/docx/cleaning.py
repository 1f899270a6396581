"""The style template as papers take it over: without what Word would ask, what people noted, what cannot be reckoned.

Everything behind this step sees the cleaned parts alone, so that nothing can slip past it into a paper.
"""

from __future__ import annotations

from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import Problem, note, quote, warning
from vorlagenwerk.writers.docx.archive import pack
from vorlagenwerk.writers.docx.inheritance import whole_number
from vorlagenwerk.writers.docx.package import Package
from vorlagenwerk.writers.docx.revisions import without_revisions
from vorlagenwerk.writers.docx.scan import scan, splice
from vorlagenwerk.writers.docx.settings_template import is_shown, judge_settings, settings_for_papers

CUSTOM = "custom-properties"
"""Kind of the relation from the package to properties that people added."""
_FRAMES = ("header", "footer")
_LISTED = 5
_COLUMNS = (b'w:num="', b"<w:col ")
_GRID = (b'w:type="lines', b'w:type="snapToChars')


def cleaned(package: Package, place: Place) -> tuple[Package, list[Problem]]:
    """The package without what no paper may or can take over, and the findings on what its administrator loses."""
    xml = dict(package.xml)
    problems = _accept_changes(xml, package, place)
    xml[package.main], found = _one_column(xml[package.main], place)
    problems += found
    relations = dict(package.relations)
    instructions = _instructions(xml, package)
    if settings := package.related("settings"):
        problems += judge_settings(xml[settings], place)
        xml[settings] = settings_for_papers(xml[settings], instructions)
        # what settings relate to is fetched: a template, a source of addresses, a transformation
        relations.pop(settings, None)
    for line in [line for line in relations[""] if line.kind == CUSTOM]:
        said = _properties_shown(xml.get(line.target, b""), instructions)
        if said:
            xml[line.target] = said
        else:
            relations[""] = tuple(other for other in relations[""] if other != line)
    changed = {name: pack(name, content) for name, content in xml.items() if content != package.xml[name]}
    return package._replace(xml=xml, packed=package.packed | changed, relations=relations), problems


def _accept_changes(xml: dict[str, bytes], package: Package, place: Place) -> list[Problem]:
    """Take tracked changes and comments out of every part; the finding where a header or footer shows them."""
    shown, frames = [], _frames(package)
    for name, content in xml.items():
        xml[name], is_changed = without_revisions(content)
        if is_changed and name in frames:
            shown.append(quote(name))
    if not shown:
        return []
    more = f" und {len(shown) - _LISTED} weitere" if len(shown) > _LISTED else ""
    text = (
        f"In Kopf- oder Fußzeilen der Word-Vorlage {quote(place.file)} stehen nachverfolgte Änderungen "
        f"({', '.join(shown[:_LISTED])}{more}); die Papiere zeigen den Stand nach diesen Änderungen."
    )
    remedy = "Nehmen Sie sie in Word unter „Überprüfen“ an, oder lehnen Sie sie ab. Namen gehen in kein Papier über."
    return [warning("STI-529", place, text, remedy)]


def _one_column(data: bytes, place: Place) -> tuple[bytes, list[Problem]]:
    """The main part without columns (STI-538) and grid (STI-539) in its last section, which papers get.

    A grid rounds each line up to its pitch (ECMA-376, 17.6.5), which the page numbers do not know of.
    """
    if not any(sign in data for sign in (*_COLUMNS, *_GRID)):
        return data, []
    body = scan(data).find("w:body")
    section = body.children[-1] if body and body.children else None
    if section is None or section.name != "w:sectPr":
        return data, []
    edits, problems = [], []
    columns, grid = section.find("w:cols"), section.find("w:docGrid")
    number = max(whole_number(columns.get("w:num"), 1), len(columns.children)) if columns else 1
    if columns and number > 1:
        edits.append((columns.start, columns.end, b""))
        text = f"Der Text der Word-Vorlage {quote(place.file)} steht in {number} Spalten; die Papiere bekommen eine."
        remedy = "Tabellen und Bilder hätten darin keinen Platz. Wählen Sie in Word unter „Layout“, „Spalten“: „Eine“."
        problems.append(warning("STI-538", place, text, remedy))
    if grid and grid.get("w:type", "default") != "default":
        edits.append((grid.start, grid.end, b""))
        text = f"Das Dokumentraster der Word-Vorlage {quote(place.file)} gilt nicht für die Papiere."
        remedy = (
            "Es zöge Zeilen auseinander, und die Seitenzahlen stimmten nicht. Stellen Sie den Zeilenabstand in den "
            "Formatvorlagen ein."
        )
        problems.append(note("STI-539", place, text, remedy))
    return splice(data, edits), problems


def _instructions(xml: dict[str, bytes], package: Package) -> str:
    """What the fields of headers, footers and a cover say, in small letters; sample text has no cover."""
    said: list[str] = []
    cover = [package.main] if b"<w:sdt" in xml[package.main] else []
    for name in (*_frames(package), *cover):
        if b"instrText" in xml[name] or b"w:instr=" in xml[name]:
            root = scan(xml[name])
            said += [element.text for element in root.all("w:instrText")]
            said += [element.get("w:instr") for element in root.all("w:fldSimple")]
    return "".join(said).casefold()


def _frames(package: Package) -> list[str]:
    """The headers and footers."""
    lines = package.relations.get(package.main, ())
    return sorted({line.target for line in lines if line.kind in _FRAMES and line.target in package.xml})


def _properties_shown(data: bytes, instructions: str) -> bytes:
    """The properties that people added, as far as fields show them; b"" where none does.

    The others are labels of a house's own systems, often with names of persons (MSIP_Label_…_Owner).
    """
    if not data or not instructions:
        return b""
    root = scan(data)
    hidden = [child for child in root.children if not is_shown(child.get("name"), instructions)]
    shown = len(root.children) - len(hidden)
    return splice(data, [(child.start, child.end, b"") for child in hidden]) if shown else b""
