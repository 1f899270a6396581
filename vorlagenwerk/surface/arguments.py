"""The command line as German sentences. Verbs and flags are English, as the contract says."""

from __future__ import annotations

import argparse
import re
from typing import NoReturn

from vorlagenwerk.project.outputs import AUDIT, AUDITS, PAPERS, SUBMISSION, spelled_out
from vorlagenwerk.surface.reporters import REPORTS

_SAID = (
    (r"unrecognized arguments: (.+)", "Diese Angaben sind unbekannt: {}."),
    (r"argument (\S+): expected one argument", "Zu {} fehlt ein Wert."),
    (r"argument (\S+): invalid choice: (\S+) \(choose from (.+)\)", "Zu {} passt {} nicht. Möglich sind: {}."),
    (r"argument (\S+): invalid int value: (\S+)", "Zu {} gehört eine ganze Zahl, nicht {}."),
    (r"argument (\S+): ignored explicit argument (.+)", "{} nimmt keinen Wert an, hier steht {}."),
    (r"argument (\S+): (.+)", "Zu {}: {}"),
    (r"the following arguments are required: (.+)", "Es fehlt: {}."),
    (r"ambiguous option: (\S+) could match (.+)", "{} ist mehrdeutig: {}."),
)


class UsageError(Exception):
    """A wrong call, worded in German."""


class Parser(argparse.ArgumentParser):
    """An argument parser that speaks German and leaves ending the program to its caller."""

    def error(self, message: str) -> NoReturn:
        """Raise UsageError."""
        for pattern, german in _SAID:
            found = re.fullmatch(pattern, message)
            if found:
                raise UsageError(german.format(*found.groups()))
        raise UsageError(message)


class _Help(argparse.RawDescriptionHelpFormatter):
    def add_usage(self, usage, actions, groups, prefix=None):  # type: ignore[no-untyped-def]
        """The usage line with a German word in front."""
        super().add_usage(usage, actions, groups, "Aufruf: " if prefix is None else prefix)


def _formats(text: str) -> tuple[str, ...]:
    known = (*PAPERS, AUDIT)
    names = spelled_out(name.strip() for name in text.split(",") if name.strip())
    unknown = [name for name in names if name not in PAPERS + AUDITS]
    if unknown or not names:
        said = f"Das Format „{', '.join(unknown) or text}“ schreibt dieses Programm nicht."
        said += f" Möglich sind: {', '.join(known)}."
        raise argparse.ArgumentTypeError(said)
    return names


def _jobs(text: str) -> int:
    if not re.fullmatch(r"[1-9][0-9]{0,2}", text):
        raise argparse.ArgumentTypeError(f"Erwartet wird eine Zahl ab 1, nicht „{text}“.")
    return int(text)


class _Reports(argparse.Action):
    """Gathers `--report FORM` and `--report FORM=DATEI`; only one form can go where people read."""

    def __call__(self, parser, namespace, values, option_string=None):  # type: ignore[no-untyped-def]
        """Add a pair of form and file ("" where none is named)."""
        form, named, file = values.partition("=")
        if form not in REPORTS or (named and not file):
            said = f"Erwartet wird FORM oder FORM=DATEI, nicht „{values}“. Formen sind: {', '.join(REPORTS)}."
            raise argparse.ArgumentError(self, said)
        before = getattr(namespace, self.dest)
        if not file and any(not other for _form, other in before):
            said = f"Nur eine Form geht auf den Bildschirm; die andere braucht eine Datei, zum Beispiel {form}=DATEI."
            raise argparse.ArgumentError(self, said)
        setattr(namespace, self.dest, [*before, (form, file)])


def make_parser(only: str = "") -> Parser:
    """The parser of all verbs; of one alone, where a call names it: making the flags of the others takes 3 ms."""
    parser = Parser(prog="build.py", description=_ABOUT, epilog=_EXITS, formatter_class=_Help, add_help=False)
    _titles(parser)
    _help(parser)
    verbs = parser.add_subparsers(dest="verb", title="Befehle", metavar="BEFEHL", parser_class=Parser)
    for name, (said, add_flags) in _FLAGS.items():
        if only in ("", name):
            verb = verbs.add_parser(name, help=said, description=said, formatter_class=_Help, add_help=False)
            _titles(verb)
            _help(verb)
            add_flags(verb)
    return parser


def _flags_of_build(build: Parser) -> None:
    _paths(build)
    build.add_argument(
        "--format", type=_formats, default=(), metavar="A,B", help="nur diese Formate: docx, html, pdf, pruefbericht"
    )
    build.add_argument(
        "--edition", default=SUBMISSION, metavar="NAME", help="diese Fassung, zum Beispiel arbeitsfassung"
    )
    build.add_argument("--force", action="store_true", help="alles neu bauen")
    build.add_argument("--jobs", type=_jobs, default=1, metavar="N", help="N Dokumente gleichzeitig")
    build.add_argument("--fail-fast", action="store_true", help="beim ersten Dokument mit Fehler aufhören")
    _report(build)


def _flags_of_check(check: Parser) -> None:
    _paths(check)
    check.add_argument("--guide", action="store_true", help="bei einem Dokument: alle Punkte seines Leitfadens zeigen")
    check.add_argument("--fix", action="store_true", help="zeigt, was sich sicher berichtigen lässt")
    check.add_argument("--write", action="store_true", help="mit --fix: schreibt die Berichtigungen in die Dateien")
    _report(check)


def _flags_of_explain(explain: Parser) -> None:
    explain.add_argument("code", metavar="CODE", help="zum Beispiel SCH-104, EB-002 oder erhebungsbogen")
    _folders(explain)


def _titles(parser: Parser) -> None:
    parser._positionals.title = "Angaben"
    parser._optionals.title = "Schalter"


def _help(parser: Parser) -> None:
    parser.add_argument("-h", "--help", action="help", help="diese Hilfe zeigen")


def _paths(verb: Parser) -> None:
    verb.add_argument("paths", nargs="*", metavar="PFAD", help="Dateien oder Ordner unter content/; ohne Angabe alle")
    _folders(verb)


def _folders(verb: Parser) -> None:
    for name in ("content", "schemas", "templates", "output"):
        verb.add_argument(f"--{name}", metavar="DIR", help=f"anderer Ordner statt {name}/")


def _report(verb: Parser) -> None:
    verb.add_argument("--strict", action="store_true", help="Warnungen zählen wie Fehler")
    forms = f"Form der Meldungen: {', '.join(REPORTS)}; mit =DATEI in diese Datei, auch mehrmals"
    verb.add_argument("--report", action=_Reports, default=[], metavar="FORM[=DATEI]", help=forms)
    verb.add_argument("--report-file", metavar="DATEI", help="Meldungen in diese Datei schreiben")


_FLAGS = {
    "build": ("baut, was sich geändert hat (so auch ohne Befehl)", _flags_of_build),
    "check": ("prüft alles, ohne zu schreiben (außer mit --fix --write)", _flags_of_check),
    "list": ("zeigt Dokumente, Dokumenttypen, Tabellen und Codelisten", _folders),
    "explain": ("erklärt eine Meldung, eine Regel oder alle Regeln eines Dokumenttyps", _flags_of_explain),
}
VERBS = tuple(_FLAGS)
_ABOUT = "Vorlagenwerk baut amtliche Papiere aus strukturierten Quellen."
_EXITS = """Rückgabewerte:
  0   in Ordnung
  1   Meldungen der Stufe Fehler (mit --strict auch Warnung)
  2   falscher Aufruf oder fehlerhaftes Projekt (Vorlage, Schema, Regel, Stil)
  130 abgebrochen
  70  Fehler im Programm selbst"""
