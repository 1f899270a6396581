"""The guide of a document type: the questions that its paper is to answer, in the guide's own order and words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from vorlagenwerk.basics import german
from vorlagenwerk.basics.loading import Source
from vorlagenwerk.basics.schema import Schema, Shape
from vorlagenwerk.data.positions import Path, Place
from vorlagenwerk.data.problems import Problem, error, quote
from vorlagenwerk.project.project import Project
from vorlagenwerk.project.settings import load_settings

GUIDE = "leitfragen.yaml"
"""The file beside the schema; a type without a guide has none."""
_MOST_REFERENCES = 20
EVERYBODY = "alle"
"""The condition of points that hold for every paper; the others are named under `leitfaden` in dokumenttyp.yaml."""


class GuideItem(NamedTuple):
    """A question or a prompt that a section can answer.

    `section` and `heading` are the numbered heading above it, `point` the heading in between ("" for none);
    `questions` counts the questions in `text`; `page` is the guide's page; `condition` names for whom it holds;
    `only_if` says in words when an answer is expected, "" for always, and `premise` names the condition that works
    this out, "" where only people can tell; `is_point` marks a heading in between that is
    a question itself; `field` names the field of the content that answers it, "" where sections do.
    """

    ident: str
    section: str
    heading: str
    point: str
    text: str
    questions: int
    page: int
    condition: str = EVERYBODY
    only_if: str = ""
    is_required: bool = False
    is_point: bool = False
    field: str = ""
    premise: str = ""


class GuideUse(NamedTuple):
    """Where a content file says what it answers (`leitfaden` in dokumenttyp.yaml).

    `sections` names the field with the sections, which nest under `abschnitte`; `claims` the field of a section with
    the idents that it answers; `not_applicable` the field with pairs of `leitfrage` and `begruendung`, "" for none.
    `conditions` are expressions over the content by the names that the guide calls them by, found in the file at
    `place`.
    """

    sections: str
    claims: str
    not_applicable: str
    conditions: Mapping[str, str]
    place: Place


class Guide(NamedTuple):
    """A guide with all its items in order; `use` is None where the type does not say where papers answer it."""

    title: str
    publisher: str
    items: tuple[GuideItem, ...]
    use: GuideUse | None = None

    @property
    def by_ident(self) -> Mapping[str, GuideItem]:
        """The items by their ident."""
        return {item.ident: item for item in self.items}


def load_guide(project: Project, name: str) -> tuple[Guide | None, Source | None, list[Problem]]:
    """The guide of a type; None without findings where it has none. Findings carry code TYP-2xx or those of loading."""
    file = f"{project.schemas.name}/{name}/{GUIDE}"
    if not project.schemas.has(file):
        return None, None, []
    data, source, problems = load_settings(project.schemas, file, "leitfragen")
    if data is None or source is None:
        return None, source, problems
    if data["leitfaden"] != name:
        text = f"Hier steht {quote(data['leitfaden'])}, der Ordner heißt {quote(name)}."
        problems.append(error("TYP-203", source.place(("leitfaden",)), text, "Beide Namen müssen gleich sein."))
    items = []
    seen: dict[str, int] = {}
    for path, item in _items(data):
        line = source.place((*path, "kennung")).line
        first = seen.setdefault(item.ident, line)
        if first != line:
            text = f"Die Kennung {quote(item.ident)} steht schon in Zeile {first}."
            problems.append(error("TYP-220", source.place((*path, "kennung")), text, "Jede Kennung nur einmal."))
        items.append(item)
    return Guide(data["titel"], data.get("herausgeber", ""), tuple(items)), source, problems


def with_use(
    guide: Guide | None, data: Mapping[str, Any], source: Source, shape: Shape
) -> tuple[Guide | None, list[Problem]]:
    """The guide with what dokumenttyp.yaml says under `leitfaden`. Findings carry code TYP-22x."""
    said = data.get("leitfaden")
    if said is None:
        return guide, []
    place = source.place(("leitfaden",), key=True)
    if guide is None:
        text = f"Hier ist von einem Leitfaden die Rede, neben dem Schema fehlt aber {quote(GUIDE)}."
        return None, [error("TYP-221", place, text, "Legen Sie die Datei an, oder streichen Sie „leitfaden“.")]
    conditions = said.get("bedingungen", {})
    use = GuideUse(
        said["gliederung"], said.get("beantwortet", "beantwortet"), said.get("nicht_zutreffend", ""), conditions, place
    )
    problems = [
        _unknown_field(field, source.place(("leitfaden", key)))
        for key in ("gliederung", "nicht_zutreffend")
        if (field := said.get(key)) and field not in shape.fields
    ]
    problems += [
        _unknown_field(item.field, place) for item in guide.items if item.field and item.field not in shape.fields
    ]
    named = {name for item in guide.items for name in (item.condition, item.premise or EVERYBODY)}
    missing = named - {EVERYBODY, *conditions}
    for name in sorted(missing):
        text = f"Der Leitfaden nennt die Bedingung {quote(name)}, hier steht nicht, wann sie gilt."
        problems.append(error("TYP-222", place, text, "Tragen Sie sie unter „bedingungen“ mit einem Ausdruck ein."))
    return guide._replace(use=use), problems


def check_offers(guide: Guide, schema: Schema) -> Iterator[Problem]:
    """Whether the schema lists the same idents as the guide, where it lists any, so that editors complete them.

    The finding carries code TYP-224.
    """
    use = guide.use
    if use is None:
        return
    ways = [(use.sections, use.claims)] + [(use.not_applicable, "leitfrage")] * bool(use.not_applicable)
    known = guide.by_ident
    for way in ways:
        offered = _offered(schema.bundled, way)
        lacking = [ident for ident in known if ident not in offered]
        strange = [str(ident) for ident in offered if ident not in known]
        if offered and (lacking or strange):
            said = [f"{where} {german.join_list(idents)}" for where, idents in
                    (("nur in leitfragen.yaml", lacking), ("nur im Schema", strange)) if idents]  # fmt: skip
            text = f"Schema und Leitfaden kennen verschiedene Punkte: {'; '.join(said)}."
            remedy = f"Bitte die Aufzählung der Kennungen von „{way[1]}“ im Schema angleichen."
            yield error("TYP-224", Place(schema.file), text, remedy)
            return


def _offered(bundled: Mapping[str, Any], way: tuple[str, str]) -> Sequence[Any]:
    """The values that a schema lists for a field in the entries of a list, or for the entries of that field."""
    here: Any = bundled
    for step in ("properties", way[0], "items", "properties", way[1]):
        here = _resolved(bundled, here).get(step, {})
    here = _resolved(bundled, here)
    listed = here.get("enum") or _resolved(bundled, here.get("items", {})).get("enum")
    return listed if isinstance(listed, list) else ()


def _resolved(bundled: Mapping[str, Any], schema: Any) -> Mapping[str, Any]:
    said = schema if isinstance(schema, dict) else {}
    for _ in range(_MOST_REFERENCES):
        if "$ref" not in said:
            break
        said = bundled.get("$defs", {}).get(str(said["$ref"]).removeprefix("#/$defs/"), {})
    return said


def _unknown_field(name: str, place: Place) -> Problem:
    text = f"Ein Feld {quote(name)} gibt es im Schema dieses Dokumenttyps nicht."
    return error("TYP-221", place, text, "Nennen Sie ein Feld der obersten Ebene des Inhalts.")


def _items(data: Mapping[str, Any]) -> Iterator[tuple[Path, GuideItem]]:
    for number, section in enumerate(data["abschnitte"]):
        here: Path = ("abschnitte", number)
        yield from _below(section, section, "", EVERYBODY, here)
        for index, point in enumerate(section.get("punkte", ())):
            path = (*here, "punkte", index)
            condition = point.get("bedingung", EVERYBODY)
            if point.get("fragen"):
                yield path, GuideItem(
                    point["kennung"], section["kennung"], section["titel"], "", point["titel"], point["fragen"],
                    section["seite"], condition, is_point=True,
                )  # fmt: skip
            yield from _below(section, point, point["titel"], condition, path)


def _below(
    section: Mapping[str, Any], holder: Mapping[str, Any], point: str, condition: str, path: Path
) -> Iterator[tuple[Path, GuideItem]]:
    for index, said in enumerate(holder.get("leitfragen", ())):
        yield (*path, "leitfragen", index), GuideItem(
            said["kennung"], section["kennung"], section["titel"], point, said["wortlaut"], said["fragen"],
            said["seite"], said.get("bedingung", condition), said.get("nur_wenn", ""), said.get("verbindlich", False),
            field=said.get("feld", ""), premise=said.get("voraussetzung", ""),
        )  # fmt: skip
