"""What building needs of the project, each read once: types, lists, templates, styles, page frames."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from vorlagenwerk.basics import expressions
from vorlagenwerk.building.rendering import make_templates
from vorlagenwerk.building.templates import Templates
from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import Problem, has_errors, warning
from vorlagenwerk.project.budget import PageBudget, page_budget
from vorlagenwerk.project.doctype import DocType, load_doctype
from vorlagenwerk.project.levels import Levels, common_levels
from vorlagenwerk.project.lists import CodeLists
from vorlagenwerk.project.profiles import Profile, StyleName, load_profiles, profile_of
from vorlagenwerk.project.project import Project
from vorlagenwerk.project.settings import load_settings
from vorlagenwerk.story.template_files import read_text, reserved_sign

if TYPE_CHECKING:
    from vorlagenwerk.basics.typesetting.look import Look
    from vorlagenwerk.writers.docx import StyleTemplate


CAUSE_IN_PROJECT = "Bitte die Administration verständigen: Die Meldungen zu schemas/ und templates/ nennen die Ursache."
"""What to do about a document that cannot be made for the project's sake (PRJ-…)."""
_NO_PARAGRAPHS = frozenset({"tabelle", "tabelle_angaben", "verweis", "code", "fussnotenzeichen"})
"""Roles of tables and of letters within a line."""


class Frame:
    """A compiled page frame whose trouble is worded in German."""

    def __init__(self, template: expressions.Rendered) -> None:
        self._template = template

    def render(self, **values: object) -> str:
        """The page with these values. Raises expressions.ExpressionError."""
        return expressions.render(self._template, values)


class Style(NamedTuple):
    """A style template as far as it could be read, the names that its roles ask for, and whether papers may use it."""

    template: StyleTemplate | None
    names: Mapping[str, str]
    is_usable: bool


class Workshop:
    """The tools of one process. Trouble with the project itself gathers in `problems`, each once."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.lists = CodeLists(project)
        self.problems: list[Problem] = []
        self._types: dict[str, DocType | None] = {}
        self._roles: dict[str, Mapping[str, str] | None] = {}
        self._styles: dict[StyleName, Style] = {}
        self._looks: dict[StyleName, Look | None] = {}
        self._printed_looks: dict[StyleName, tuple[Look | None, list[Problem]]] = {}
        self._files: dict[str, tuple[str | None, Problem | None]] = {}

    @cached_property
    def type_names(self) -> list[str]:
        """The names of all document types, broken ones too."""
        return self.project.type_names()

    def doctype(self, name: str) -> DocType | None:
        """The document type, None when one of its files is broken (see `problems`)."""
        if name not in self._types:
            self._types[name], problems = load_doctype(self.project, name)
            self.problems += problems
        return self._types[name]

    @cached_property
    def templates(self) -> Templates:
        """All text templates."""
        return make_templates(self._template_source)

    def _template_source(self, name: str) -> str | None:
        """The text of a template by its file name; includes name other templates below `templates/`.

        None where there is none. Raises ExpressionError where it cannot be read, with the finding that says why.
        """
        folder = self.project.templates.name
        file = name if name.startswith(f"{folder}/") else f"{folder}/{name}"
        if any(part in ("", ".", "..") for part in file.split("/")):
            return None
        text, problem = self._text(file)
        problem = problem or reserved_sign(file, text or "")
        if problem is not None:
            raise expressions.ExpressionError(problem.text, template=file, finding=problem)
        return text

    def _text(self, file: str) -> tuple[str | None, Problem | None]:
        """The text of a file below `templates/`, or why it cannot be read; neither where there is none."""
        if file not in self._files:
            self._files[file] = read_text(self.project.templates, file)
        return self._files[file]

    @cached_property
    def profiles(self) -> tuple[Profile, ...] | None:
        """All profiles; None when their file is broken, so that no paper gets a wrong letterhead (see `problems`)."""
        profiles, problems = load_profiles(self.project)
        self.problems += problems
        return profiles

    def style_name(self, document: str, doctype: DocType) -> StyleName | None:
        """Which style template a document has: that of its profile, or else that of its type."""
        if self.profiles is None:
            return None
        profile = self._profile(document)
        return profile.style if profile else StyleName(doctype.style)

    def levels_for(self, document: str) -> Levels:
        """The levels of findings in the house of a document."""
        profile = self._profile(document)
        return profile.levels if profile else self._common_levels

    def budget_for(self, document: str, doctype: DocType) -> PageBudget | None:
        """How many pages a document may have: as its house says, and for the rest its type; an example is no paper."""
        if self.project.owns(document):
            return None
        profile = self._profile(document)
        return page_budget(profile.budgets.get(doctype.name) if profile else None, doctype.budget)

    @cached_property
    def _common_levels(self) -> Levels:
        return common_levels(self.project.templates)

    def _profile(self, document: str) -> Profile | None:
        folder, _, way = document.partition("/")
        return profile_of(self.profiles or (), way) if folder == self.project.content.name else None

    def style_names(self) -> list[StyleName]:
        """All style templates in use."""
        types = [kind for name in self.type_names if (kind := self.doctype(name))]
        return sorted({StyleName(kind.style) for kind in types} | {profile.style for profile in self.profiles or ()})

    def style_for(self, document: str, doctype: DocType) -> StyleTemplate | None:
        """The Word style template of a document, None when it cannot be used (see `problems`)."""
        name = self.style_name(document, doctype)
        style = self.style(name) if name else None
        return style.template if style and style.is_usable else None

    def look_for(self, document: str, doctype: DocType) -> Look | None:
        """The look of a document's pages, as its style template says it, None when that cannot be used."""
        name = self.style_name(document, doctype)
        return self.look(name) if name else None

    def printed_look_for(self, document: str, doctype: DocType) -> tuple[Look | None, list[Problem]]:
        """The same with fonts that a PDF can hold, and which of them stand in for others."""
        name = self.style_name(document, doctype)
        return self.printed_look(name) if name else (None, [])

    def roles_for(self, document: str, doctype: DocType) -> Collection[str]:
        """The roles that paragraphs of a document may have; () where their list cannot be read (see `problems`)."""
        name = self.style_name(document, doctype)
        known = self._role_names(name) or () if name else ()
        return [role for role in known if role not in _NO_PARAGRAPHS]

    def _role_names(self, name: StyleName) -> Mapping[str, str] | None:
        """The name of the style behind each role."""
        if name.roles not in self._roles:
            file = f"{self.project.templates.name}/_stil/{name.roles}"
            said, _source, problems = load_settings(self.project.templates, file, "formatvorlagen")
            self.problems += problems
            self._roles[name.roles] = None if said is None else said["formatvorlagen"]
        return self._roles[name.roles]

    def style(self, name: StyleName) -> Style:
        """A style template by the names of its files."""
        if name not in self._styles:
            self._styles[name] = self._load_style(name)
        return self._styles[name]

    def look(self, name: StyleName) -> Look | None:
        """What a style template says about the pages, None when it cannot be used (see `problems`)."""
        if name not in self._looks:
            self._looks[name] = self._load_look(name)
        return self._looks[name]

    def printed_look(self, name: StyleName) -> tuple[Look | None, list[Problem]]:
        """The look with fonts that a PDF can hold, and findings that go when the fonts come."""
        if name not in self._printed_looks:
            from vorlagenwerk.basics.typesetting.fonts import printable

            look = self.look(name)
            self._printed_looks[name] = (None, []) if look is None else printable(look)
        return self._printed_looks[name]

    def _load_style(self, name: StyleName) -> Style:
        from vorlagenwerk.writers.docx import load_style_template

        templates = self.project.templates
        folder = f"{templates.name}/_stil"
        names = self._role_names(name)
        raw, problems = templates.read(f"{folder}/{name.file}")
        self.problems += problems
        if names is None or raw is None:
            return Style(None, {}, is_usable=False)
        template, problems = load_style_template(raw, names, Place(f"{folder}/{name.file}"))
        self.problems += problems
        return Style(template, names, is_usable=not has_errors(problems))

    def _load_look(self, name: StyleName) -> Look | None:
        from vorlagenwerk.writers.docx.appearance import look_of

        style = self.style(name)
        if style.template is None or not style.is_usable:
            return None
        look, problems = look_of(style.template, self.project.templates.path / "_stil" / "schriften")
        self.problems += problems
        return look

    def frame(self, name: str) -> Frame:
        """A page frame for HTML by its file name in `_stil`. Raises expressions.ExpressionError."""
        file = f"{self.project.templates.name}/_stil/{name}"
        return Frame(expressions.compile_template(self._frame_sandbox, file))

    def drawn(self, name: str, values: Mapping[str, Any]) -> str:
        """What an SVG template in `_stil` makes of a drawing's values. Raises expressions.ExpressionError."""
        return self.frame(name).render(**values)

    @cached_property
    def _frame_sandbox(self) -> expressions.Sandbox:
        return expressions.make_sandbox(filters={}, functions={}, loader=self._template_source)

    @property
    def css(self) -> str:
        """The style sheet of HTML pages."""
        file = f"{self.project.templates.name}/_stil/stil.css"
        text, problem = self._text(file)
        if text is None:
            said = "Das Stilblatt für die HTML-Seiten fehlt; sie erscheinen ohne Schrift und Farben des Hauses."
            self.problems.append(problem or warning("VOR-107", Place(file), said, "Bitte stil.css wieder anlegen."))
        return text or ""
