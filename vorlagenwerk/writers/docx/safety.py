"""What a style template must not hold, each with one finding.

Anything that Word would run, fetch or embed would be copied into every paper that is built, so it is refused once.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from typing import NoReturn

from vorlagenwerk.data.positions import Place
from vorlagenwerk.data.problems import Problem, error, quote
from vorlagenwerk.writers.docx.scan import DoctypeError, MalformedError, W, scan, verify
from vorlagenwerk.writers.docx.unpacking import BrokenArchiveError

MAX_UNPACKED = 60 * 1024 * 1024
MEGABYTE = 1024 * 1024
SAVE_AGAIN = "Öffnen Sie die Datei in Word und speichern Sie sie neu als „Word-Dokument (*.docx)“."

_MACROS = ("vbaproject", "vbadata")
_EMBEDDED = ("/embeddings/", "/activex/", "/afchunk")
_EMBEDDED_KINDS = frozenset({"oleObject", "package", "control", "aFChunk", "activeXControlBinary"})
_FETCHING_FIELDS = (
    r"(?i)\b(DDE|DDEAUTO|INCLUDE|INCLUDETEXT|INCLUDEPICTURE|LINK|IMPORT|DATABASE|RD|MACROBUTTON|ASK|FILLIN)\b"
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_EXTERNAL_GERMAN = {"attachedTemplate": "angehängte Dokumentvorlage", "image": "verknüpftes Bild"}
_MERGING_KINDS = frozenset({"mailMergeSource", "mailMergeHeaderSource", "recipientData"})


class RefusedError(Exception):
    """The template cannot be used; carries the finding. Never leaves the package."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.text)
        self.problem = problem


def refuse(code: str, place: Place, text: str, remedy: str) -> NoReturn:
    """Raise the finding; `text` continues the sentence that begins with the file's name."""
    raise RefusedError(error(code, place, f"Die Word-Vorlage {quote(place.file)} {text}", remedy))


def check_size(sizes: Iterable[int], place: Place) -> None:
    """Refuse what would fill the memory; `unpack` never gives more than the directory says."""
    size = sum(sizes)
    if size > MAX_UNPACKED:
        refuse(
            "STI-509",
            place,
            f"ist ausgepackt {-(-size // MEGABYTE)} MB groß; erlaubt sind {MAX_UNPACKED // MEGABYTE} MB.",
            "Verkleinern oder entfernen Sie in Word die Bilder der Vorlage, und speichern Sie sie neu.",
        )


def check_names(names: Sequence[str], place: Place) -> None:
    """Refuse macros and embedded objects by the names of their parts, and names that no Word file has."""
    for name in names:
        if any(word in name.lower() for word in _MACROS):
            _refuse_macros(place, f"enthält Makros (Teil {quote(name)}).")
        if any(word in name.lower() for word in _EMBEDDED):
            _refuse_embedded(place, name)
    if len({name.lower() for name in names}) < len(names) or any(_strange(name) for name in names):
        raise BrokenArchiveError


def check_present(needed: Iterable[str], parts: Collection[str], place: Place) -> None:
    """Refuse a package without one of these parts."""
    for name in needed:
        if name not in parts:
            refuse(
                "STI-503",
                place,
                f"ist keine vollständige Word-Datei: Der Teil {quote(name)} fehlt.",
                SAVE_AGAIN,
            )


def check_xml(name: str, content: bytes, place: Place) -> None:
    """Refuse a part that is broken or declares a DOCTYPE."""
    try:
        verify(content)
    except DoctypeError:
        refuse(
            "STI-505",
            place,
            f"enthält im Teil {quote(name)} eine DOCTYPE-Angabe; in Word-Dateien kommt sie nicht vor, "
            "und sie kann gefährlich sein.",
            SAVE_AGAIN,
        )
    except MalformedError:
        refuse("STI-504", place, f"ist beschädigt: Der Teil {quote(name)} lässt sich nicht lesen.", SAVE_AGAIN)


def check_relation(owner: str, kind: str, target: str, external: bool, place: Place) -> None:
    """Refuse whatever Word would fetch from elsewhere, and embedded objects."""
    if kind in _MERGING_KINDS:
        _refuse_merging(place, target)
    if external and kind != "hyperlink":
        what = _EXTERNAL_GERMAN.get(kind, kind)
        refuse(
            "STI-508",
            place,
            f"verweist auf etwas außerhalb der Datei: {quote(target)} ({what}, Teil {quote(owner)}).",
            "Fügen Sie Bilder in die Datei ein, statt sie zu verknüpfen. Eine angehängte Dokumentvorlage lösen Sie in "
            "Word unter „Entwicklertools“, „Dokumentvorlage“ mit dem Eintrag „Normal“.",
        )
    if kind in _EMBEDDED_KINDS:
        _refuse_embedded(place, target)


def check_main_type(content_type: str, place: Place) -> None:
    """Refuse a file that calls itself one with macros, under whatever name it goes."""
    if "macroEnabled" in content_type:
        _refuse_macros(place, "ist als Datei mit Makros gespeichert.")


def check_type(name: str, said: str, wanted: str, place: Place) -> None:
    """Refuse a part that the package calls something else than the main part does: Word would not open a paper."""
    if said != wanted:
        refuse("STI-504", place, f"ist beschädigt: Die Art des Teils {quote(name)} ist falsch angegeben.", SAVE_AGAIN)


def check_word_part(name: str, content: bytes, place: Place) -> None:
    """Refuse dialects of the format whose names we would not recognise, foreign chunks, fetching fields, merging."""
    if not _declares("w", W, content) or (b"xmlns:r=" in content and not _declares("r", _OFFICE, content)):
        refuse(
            "STI-518",
            place,
            "ist in einer Abart des Word-Formats gespeichert, zum Beispiel als „Strict Open XML-Dokument“.",
            SAVE_AGAIN,
        )
    ignorable = re.search(rb"""Ignorable=["']([^"']*)""", content)
    if ignorable and any(b"xmlns:" + prefix + b"=" not in content for prefix in ignorable[1].split()):
        refuse("STI-504", place, f"ist beschädigt: Der Teil {quote(name)} lässt sich nicht lesen.", SAVE_AGAIN)
    if b"<w:mailMerge" in content:
        source = next(scan(content).all("w:query"), None)
        _refuse_merging(place, source.get("w:val") if source else "")
    if b"altChunk" in content:
        _refuse_embedded(place, name)
    if b"instrText" not in content and b"fldSimple" not in content:
        return
    root = scan(content)
    fields = "".join(element.text for element in root.all("w:instrText"))
    fields += " ".join(element.get("w:instr") for element in root.all("w:fldSimple"))
    if found := re.search(_FETCHING_FIELDS, fields):
        refuse(
            "STI-517",
            place,
            f"enthält im Teil {quote(name)} das Feld {quote(found.group())}, das Inhalte von außen lädt, "
            "Makros startet oder beim Öffnen fragt.",
            "Entfernen Sie das Feld in Word; Alt+F9 zeigt die Felder an.",
        )


def _declares(prefix: str, namespace: str, content: bytes) -> bool:
    """Whether a part calls the namespace by this prefix; scanned names keep the prefixes of the file."""
    return any(f"xmlns:{prefix}={mark}{namespace}{mark}".encode() in content for mark in "\"'")


def _strange(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ".." in name.split("/")


def _refuse_merging(place: Place, source: str) -> NoReturn:
    asked = f" mit einer Datenquelle ({quote(source)})" if source else ""
    refuse(
        "STI-527",
        place,
        f"ist ein Seriendruckdokument{asked}; Word fragte bei jedem Papier danach.",
        "Wählen Sie in Word unter „Sendungen“, „Seriendruck starten“ den Eintrag „Normales Word-Dokument“, und "
        "speichern Sie.",
    )


def _refuse_macros(place: Place, text: str) -> NoReturn:
    refuse("STI-506", place, text, SAVE_AGAIN)


def _refuse_embedded(place: Place, part: str) -> NoReturn:
    refuse(
        "STI-507",
        place,
        f"enthält eine eingebettete Datei oder ein Steuerelement (Teil {quote(part)}).",
        "Entfernen Sie das Objekt in Word und speichern Sie die Datei neu.",
    )
