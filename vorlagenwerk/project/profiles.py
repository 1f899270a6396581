"""Profiles: which house has which style template and which levels of findings (`templates/_stil/profile.yaml`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from vorlagenwerk.basics.loading import Source
from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import Problem, error, has_errors, note, quote
from vorlagenwerk.project.levels import PROFILES_FILE, Levels, levels_said
from vorlagenwerk.project.project import Project
from vorlagenwerk.project.settings import load_settings

ROLES_FILE = "formatvorlagen.yaml"
"""Names the styles of every style template that brings no file of its own."""


class StyleName(NamedTuple):
    """A style template by the names of its files in `templates/_stil`: the Word file and the map of its roles."""

    file: str
    roles: str = ROLES_FILE


class Profile(NamedTuple):
    """A house with its own style template; `folders` lie below the content folder, `levels` are all that it has,
    `budgets` what it says about the page budgets of document types.
    """

    name: str
    title: str
    folders: tuple[str, ...]
    style: StyleName
    levels: Levels
    budgets: Mapping[str, Mapping[str, Any]] = {}


def load_profiles(project: Project) -> tuple[tuple[Profile, ...] | None, list[Problem]]:
    """All profiles, none where the project has no such file; None where the file or what it names is broken."""
    if not project.templates.has(_file(project)):
        return (), []
    data, source, problems = load_settings(project.templates, _file(project), "profile")
    if data is None or source is None:
        return None, problems
    houses, common = data.get("profile", {}), levels_said(data)
    problems += [*_missing_files(project, houses), *_doubled_folders(houses, source)]
    profiles = tuple(_profile(name, said, common) for name, said in houses.items())
    return (None if has_errors(problems) else profiles), problems


def profile_of(profiles: tuple[Profile, ...], way: str) -> Profile | None:
    """The profile whose folder holds a document, given by its way below the content folder; the deepest folder wins."""
    holding = [(folder, profile) for profile in profiles for folder in profile.folders if way.startswith(f"{folder}/")]
    return max(holding, key=lambda pair: len(pair[0]))[1] if holding else None


def check_folders(project: Project, profiles: tuple[Profile, ...]) -> list[Problem]:
    """Folders of profiles that are not there, or not yet."""
    return [
        note(
            "STI-535",
            Place(_file(project)),
            f"Den Ordner {quote(f'{project.content.name}/{folder}')} des Profils {quote(profile.name)} gibt es nicht.",
            "Das Profil gilt, sobald er angelegt ist; prüfen Sie sonst die Schreibweise.",
        )
        for profile in profiles
        for folder in profile.folders
        if not (project.content.path / folder).is_dir()
    ]


def _file(project: Project) -> str:
    return f"{project.templates.name}/{PROFILES_FILE}"


def _profile(name: str, said: Mapping[str, Any], common: Levels) -> Profile:
    style = StyleName(said["stilvorlage"], said.get("formatvorlagen", ROLES_FILE))
    levels = {**common, **levels_said(said)}
    return Profile(name, said["titel"], tuple(said["ordner"]), style, levels, said.get("umfang", {}))


def _missing_files(project: Project, profiles: Mapping[str, Any]) -> Iterator[Problem]:
    """Told at the place of the file that is missing: when it appears, the finding is over."""
    for name, said in profiles.items():
        for field in ("stilvorlage", "formatvorlagen"):
            file = f"{project.templates.name}/_stil/{said.get(field)}"
            if field in said and not (project.templates.path.parent / file).is_file():
                text = (
                    f"Das Profil {quote(name)} in profile.yaml nennt {quote(said[field])}; diese Datei gibt es nicht."
                )
                yield error("STI-533", Place(file), text, "Legen Sie sie an, oder berichtigen Sie den Namen im Profil.")


def _doubled_folders(profiles: Mapping[str, Any], source: Source) -> Iterator[Problem]:
    owner: dict[str, str] = {}
    for name, said in profiles.items():
        for index, folder in enumerate(said["ordner"]):
            if folder in owner:
                place = source.place(("profile", name, "ordner", index))
                text = f"Der Ordner {quote(folder)} steht schon beim Profil {quote(owner[folder])}."
                yield error("STI-534", place, text, "Streichen Sie ihn an einer der beiden Stellen.")
            owner.setdefault(folder, name)
