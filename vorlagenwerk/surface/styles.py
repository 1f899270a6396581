"""What `check` and `list` say about style templates: what each offers, how each role looks, what is missing."""

from __future__ import annotations

from collections.abc import Iterator

from vorlagenwerk.basics.typesetting.look import Look, ParagraphLook
from vorlagenwerk.project.profiles import ROLES_FILE, StyleName
from vorlagenwerk.story.workshop import Style, Workshop


def offered(name: StyleName, style: Style) -> Iterator[str]:
    """A block of lines: file, paper and margins, roles found, content controls, styles that are missing."""
    template = style.template
    if template is None:
        yield f"Stilvorlage {name.file}: nicht lesbar, siehe die Meldungen"
        return
    from vorlagenwerk.writers.docx.describe import page_in_words

    missing = _missing(style)
    tags = sorted({tag for part in template.frames.parts for tag in part.tags})
    yield f"Stilvorlage {name.file}" + ("" if name.roles == ROLES_FILE else f" mit {name.roles}")
    yield f"  {page_in_words(template.page_setup.page)}"
    yield f"  Rollen: {len(style.names) - len(missing)} von {len(style.names)} mit Formatvorlage"
    if missing:
        yield f"  es fehlen: {', '.join(f'„{said}“ ({role})' for role, said in missing.items())}"
    yield f"  Inhaltssteuerelemente: {', '.join(tags) or 'keine'}"
    if template.cover:
        on_cover = ", ".join(dict.fromkeys(template.cover.tags))
        yield f"  Deckblatt in Word: {on_cover or 'nur mit den Angaben des Dokuments'}"


def styles(workshop: Workshop) -> Iterator[str]:
    """The section of `list`: every style template in use with the look of each role."""
    names = workshop.style_names()
    yield f"Stilvorlagen ({len(names)})"
    for name in names:
        look = workshop.look(name)
        if look is None:
            yield f"  {name.file}: fehlerhaft, siehe check"
            continue
        yield from (f"  {line}" for line in offered(name, workshop.style(name)))
        yield from (f"    {line}" for line in _roles(workshop.style(name), look))
    for profile in workshop.profiles or ():
        folders = ", ".join(profile.folders)
        yield f"  Profil {profile.name}: {profile.title}; Stilvorlage {profile.style.file}; Ordner {folders}"


def _missing(style: Style) -> dict[str, str]:
    """The roles whose style the template does not have, with its name."""
    sheet = style.template.sheet if style.template else None
    return {role: said for role, said in style.names.items() if sheet is None or sheet.identify(said) is None}


def _roles(style: Style, look: Look) -> Iterator[str]:
    missing = _missing(style)
    for role, name in style.names.items():
        if role not in missing:
            words = _words(look.roles[role], look) if role in look.roles else _special(role, look)
            yield f"{role}: {name}" + (f"; {words}" if words else "")


def _words(style: ParagraphLook, look: Look) -> str:
    letters = f"{style.font or look.font} {_german(style.size)} Punkt"
    letters += (", fett" if style.bold else "") + (", kursiv" if style.italic else "")
    ground = f" auf {style.fill}" if style.fill else ""
    spaces = f"davor {_german(style.before)}, danach {_german(style.after)} Punkt, Zeile {_german(style.line)}"
    return f"{letters}; Farbe {style.color}{ground}; {spaces}"


def _special(role: str, look: Look) -> str:
    """What there is to say of roles that are no paragraphs."""
    table = f"Kopf {look.head_fill}, Linien {look.rule_color} und {look.strong_rule_color}"
    return {"tabelle": table, "verweis": f"Farbe {look.link_color}", "code": look.code_font}.get(role, "")


def _german(number: float) -> str:
    return f"{round(number, 2):g}".replace(".", ",")
