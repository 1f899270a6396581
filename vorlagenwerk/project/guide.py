"""The guide of a document type: the questions that its paper is to answer, in the guide's own order and words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple

from vorlagenwerk.basics.loading import Source
from vorlagenwerk.data.positions import Path
from vorlagenwerk.data.problems import Problem, error, quote
from vorlagenwerk.project.project import Project
from vorlagenwerk.project.settings import load_settings

GUIDE = "leitfragen.yaml"
"""The file beside the schema; a type without a guide has none."""
Condition = Literal["alle", "kreis"]


class GuideItem(NamedTuple):
    """A question or a prompt that a section can answer.

    `section` and `heading` are the numbered heading above it, `point` the heading in between ("" for none);
    `questions` counts the questions in `text`; `page` is the guide's page; `only_if` says in words when an answer is
    expected, "" for always; `is_point` marks a heading in between that is a question itself.
    """

    ident: str
    section: str
    heading: str
    point: str
    text: str
    questions: int
    page: int
    condition: Condition = "alle"
    only_if: str = ""
    is_required: bool = False
    is_point: bool = False


class Guide(NamedTuple):
    """A guide with all its items in order."""

    title: str
    publisher: str
    items: tuple[GuideItem, ...]

    @property
    def by_ident(self) -> Mapping[str, GuideItem]:
        """The items by their ident."""
        return {item.ident: item for item in self.items}


def load_guide(project: Project, name: str) -> tuple[Guide | None, Source | None, list[Problem]]:
    """The guide of a type; None without findings where it has none. Findings carry code TYP-2xx or those of loading."""
    file = f"{project.schemas.name}/{name}/{GUIDE}"
    if file not in project.schemas.files(name):
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


def _items(data: Mapping[str, Any]) -> Iterator[tuple[Path, GuideItem]]:
    for number, section in enumerate(data["abschnitte"]):
        here: Path = ("abschnitte", number)
        yield from _below(section, section, "", "alle", here)
        for index, point in enumerate(section.get("punkte", ())):
            path = (*here, "punkte", index)
            condition = point.get("bedingung", "alle")
            if point.get("fragen"):
                yield path, GuideItem(
                    point["kennung"], section["kennung"], section["titel"], "", point["titel"], point["fragen"],
                    section["seite"], condition, is_point=True,
                )  # fmt: skip
            yield from _below(section, point, point["titel"], condition, path)


def _below(
    section: Mapping[str, Any], holder: Mapping[str, Any], point: str, condition: Condition, path: Path
) -> Iterator[tuple[Path, GuideItem]]:
    for index, said in enumerate(holder.get("leitfragen", ())):
        yield (*path, "leitfragen", index), GuideItem(
            said["kennung"], section["kennung"], section["titel"], point, said["wortlaut"], said["fragen"],
            said["seite"], said.get("bedingung", condition), said.get("nur_wenn", ""), said.get("verbindlich", False),
        )  # fmt: skip
