"""What `list` shows: documents with their state, types with tables, figures and rules, style templates, code lists."""

from __future__ import annotations

from collections.abc import Iterator

from vorlagenwerk.project.project import Project
from vorlagenwerk.story.currency import Currency
from vorlagenwerk.story.workshop import Workshop
from vorlagenwerk.surface.rulebook import Rulebook
from vorlagenwerk.surface.styles import styles
from vorlagenwerk.writers.manifest import Entry, read_manifest


def listing(project: Project) -> str:
    """The whole list as text."""
    workshop = Workshop(project)
    return "\n".join([*_documents(project), "", *_types(workshop), "", *styles(workshop), "", *_code_lists(workshop)])


def _documents(project: Project) -> Iterator[str]:
    names, _problems = project.documents()
    known = read_manifest(project.output).entries
    currency = Currency(project.content.path, project.schemas.path, project.templates.path)
    yield f"Dokumente ({len(names)})"
    for name in names:
        yield f"  {name}: {_state(known.get(name), currency, project)}"


def _state(entry: Entry | None, currency: Currency, project: Project) -> str:
    if entry is None:
        return "noch nicht gebaut"
    guide = f"; Leitfaden: {entry['leitfaden']}" if "leitfaden" in entry else ""
    errors = sum(1 for said in entry["meldungen"] if said["stufe"] == "Fehler")
    formats = ", ".join(sorted(entry["ausgaben"])) or "nichts geschrieben"
    if not currency.is_current(entry, (), project.output):
        return f"seit dem letzten Bau geändert ({formats})"
    if errors:
        return f"{errors} Fehler ({formats})"
    return f"aktuell ({formats}){guide}"


def _types(workshop: Workshop) -> Iterator[str]:
    rules = Rulebook(workshop.project).rules
    yield f"Dokumenttypen ({len(workshop.type_names)})"
    for name in workshop.type_names:
        kind = workshop.doctype(name)
        if kind is None:
            yield f"  {name}: fehlerhaft, siehe check"
            continue
        editions = f"; Fassungen {', '.join(kind.editions)}" if kind.editions else ""
        yield f"  {name}: {kind.title}; Formate {', '.join(kind.formats)}{editions}; Stilvorlage {kind.style}"
        for table in kind.tables.values():
            yield f"    Tabelle {table.name}: {len(table.columns)} Spalten"
        for figure in kind.figures:
            yield f"    Kennzahl {figure.name} ({figure.unit}): {figure.title}"
        for rule in rules[name]:
            yield f"    Regel {rule.ident} ({rule.level.german}): {rule.title}"


def _code_lists(workshop: Workshop) -> Iterator[str]:
    names = workshop.lists.names()
    yield f"Codelisten ({len(names)})"
    for name in names:
        known = workshop.lists.get(name)
        yield f"  {name}: {known.title}, {len(known.codes)} Einträge" if known else f"  {name}: fehlerhaft, siehe check"
