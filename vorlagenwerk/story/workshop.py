"""What building needs of the project, each read once: types, lists, templates, styles, page frames."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from vorlagenwerk.basics import expressions
from vorlagenwerk.basics.loading import MISSING_FILE
from vorlagenwerk.building.rendering import make_templates
from vorlagenwerk.building.templates import Templates
from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import Problem, error, has_errors, warning
from vorlagenwerk.project.doctype import DocType, load_doctype
from vorlagenwerk.project.lists import CodeLists
from vorlagenwerk.project.project import Project
from vorlagenwerk.project.settings import load_settings


class Frame:
    """A compiled page frame whose trouble is worded in German."""

    def __init__(self, template: expressions.Rendered) -> None:
        self._template = template

    def render(self, **values: object) -> str:
        """The page with these values. Raises expressions.ExpressionError."""
        return expressions.render(self._template, values)


class Workshop:
    """The tools of one process. Trouble with the project itself gathers in `problems`, each once."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.lists = CodeLists(project)
        self.problems: list[Problem] = []
        self._types: dict[str, DocType | None] = {}
        self._styles: dict[str, Any] = {}
        self._files: dict[str, str] = {}

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
        """The text of a template by its file name; includes name other templates below `templates/`."""
        folder = self.project.templates.name
        file = name if name.startswith(f"{folder}/") else f"{folder}/{name}"
        if any(part in ("", ".", "..") for part in file.split("/")):
            return None
        text = self.text(file)
        if text is not None and any(sign in text for sign in "\ue000\ue001\ue002"):
            said = "Die Vorlage enthält Zeichen aus dem privaten Bereich (U+E000 bis U+E002)."
            self.problems.append(error("VOR-103", Place(file), said, "Bitte diese Zeichen entfernen."))
            return None
        return text

    def text(self, file: str) -> str | None:
        """The text of a file below `templates/`, None with a finding when it cannot be read."""
        if file not in self._files:
            raw, problems = self.project.templates.read(file)
            self.problems += [problem for problem in problems if problem.code != MISSING_FILE]
            if raw is None:
                return None  # who asked says that the file is missing
            try:
                self._files[file] = raw.decode("utf-8-sig").replace("\r\n", "\n")
            except UnicodeDecodeError:
                said = "Die Datei ist nicht als UTF-8 gespeichert."
                self.problems.append(error("VOR-104", Place(file), said, "Bitte als UTF-8 speichern."))
                return None
        return self._files[file]

    def style(self, name: str) -> Any:
        """The Word style template `name`, None when it cannot be used (see `problems`)."""
        if name not in self._styles:
            self._styles[name] = self._load_style(name)
        return self._styles[name]

    def _load_style(self, name: str) -> Any:
        from vorlagenwerk.writers.docx import load_style_template

        templates = self.project.templates
        roles_file = f"{templates.name}/_stil/formatvorlagen.yaml"
        file = f"{templates.name}/_stil/{name}"
        roles, _source, problems = load_settings(templates, roles_file, "formatvorlagen")
        self.problems += problems
        raw, problems = templates.read(file)
        self.problems += problems
        if roles is None or raw is None:
            return None
        style, problems = load_style_template(raw, roles["formatvorlagen"], Place(file))
        self.problems += problems
        return None if has_errors(problems) else style

    def frame(self, name: str) -> Frame:
        """A page frame for HTML by its file name in `_stil`. Raises expressions.ExpressionError."""
        file = f"{self.project.templates.name}/_stil/{name}"
        return Frame(expressions.compile_template(self._frame_sandbox, file))

    @cached_property
    def _frame_sandbox(self) -> expressions.Sandbox:
        return expressions.make_sandbox(filters={}, functions={}, loader=self._template_source)

    @property
    def css(self) -> str:
        """The style sheet of HTML pages."""
        file = f"{self.project.templates.name}/_stil/stil.css"
        text = self.text(file)
        if text is None:
            said = "Das Stilblatt für die HTML-Seiten fehlt."
            self.problems.append(warning("VOR-107", Place(file), said, "Bitte stil.css wieder anlegen."))
        return text or ""
