"""Lists of contents: Typst gathers their entries, with links and page numbers."""

from __future__ import annotations

from collections.abc import Sequence

from vorlagenwerk.basics.typesetting.look import Look, ParagraphLook
from vorlagenwerk.data.tree import Contents, Heading, Picture, Placed, Table
from vorlagenwerk.writers.pdf.literals import one_line
from vorlagenwerk.writers.pdf.roles import leading, letters, role_name, style_of

TITLE = "inhaltsverzeichnis"
"""The role of a list's title."""
_DEEPEST_ENTRY = 6
_STEP = 14.2
"""Points by which entries stand in where the look does not say it."""
_NUMBER, _FURTHER = 22.7, 8.5
"""Points of room for a number as in Word, and for each further part of it."""
_FUNCTIONS = """\
#let verzeichnis(ziel,tiefe,nummern)=context{
  let orte=query(ziel).filter(it=>it.at("level",default:1)<=tiefe).map(it=>it.location())
  let gehalten=(orte.at(0,default:none),orte.at(-2,default:none))
  show outline.entry:it=>{
    set block(breakable:false)
    set block(sticky:true)if it.element.location() in gehalten
    if it.prefix()==none{it}else{
      let breite=calc.max(nummern.at(calc.min(it.level,nummern.len())-1),measure(it.prefix()).width+0.4em.to-absolute())
      link(it.element.location(),it.indented(gap:0pt,box(width:breite,it.prefix()),it.inner()))}}
  im-verzeichnis.update(true);outline(title:none,target:ziel,depth:tiefe);im-verzeichnis.update(false)}
"""
"""As with lines of a paragraph, two entries at least stand together at a page's foot and head."""
_TARGETS = {"tabellen": "figure.where(kind:table)", "abbildungen": "figure.where(kind:image)"}


def contents(block: Contents, places: Sequence[Placed]) -> str:
    """The mark-up of a list with its title, which is no heading; nothing where it would have no entries."""
    if not any(_is_listed(place, block) for place in places):
        return ""
    target = _TARGETS.get(block.kind)
    depth = max(block.depth, 1)
    rooms = ",".join(f"{room:g}pt" for room in _number_rooms(places, depth))
    listed = f"liste({target})" if target else f"verzeichnis(heading.where(outlined:true),{depth},({rooms},))"
    title = f"#{role_name(TITLE)}(par({one_line(block.title)}))\n" if block.title.strip() else ""
    return f"{title}#{listed}\n"


def _is_listed(place: Placed, block: Contents) -> bool:
    match place:
        case Heading(level):
            return block.kind == "inhalt" and level <= max(block.depth, 1)
        case Table(caption=caption):
            return block.kind == "tabellen" and bool(caption)
        case Picture(caption=caption):
            return block.kind == "abbildungen" and bool(caption)


def _number_rooms(places: Sequence[Placed], depth: int) -> list[float]:
    """The room for the longest number of each level, so that all headings of a level begin at one place."""
    further = [0] * min(depth, _DEEPEST_ENTRY)
    for place in places:
        if isinstance(place, Heading) and place.level <= len(further):
            further[place.level - 1] = max(further[place.level - 1], len(place.counts) - 1)
    return [_NUMBER + _FURTHER * count for count in further]


def contents_rules(look: Look) -> str:
    """How entries look: those of headings by their depth, those of tables and pictures all alike."""
    styles = [style_of(f"verzeichnis_{min(level, 3)}", look) for level in range(1, _DEEPEST_ENTRY + 1)]
    indents = ",".join(f"{_indent(style) or _STEP * depth:g}pt" for depth, style in enumerate(styles))
    rules = [f"set outline(indent:n=>({indents}).at(calc.min(n,{_DEEPEST_ENTRY - 1})))"]
    rules += ['set outline.entry(fill:repeat(gap:0pt,"."))', "show outline.entry:set text(hyphenate:false)"]
    for level, style in enumerate(styles, 1):
        rules += _entry_rules(f"outline.entry.where(level:{level})", style, look)
    plain = style_of("abbildungsverzeichnis", look)
    lists = [*_entry_rules("outline.entry", plain, look), f"set outline(indent:{_indent(plain):g}pt)"]
    return (
        f"{_FUNCTIONS}{''.join(f'#{rule}{chr(10)}' for rule in rules)}"
        f"#let liste(ziel)={{{';'.join(lists)};verzeichnis(ziel,1,())}}\n"
    )


def _entry_rules(entries: str, style: ParagraphLook, look: Look) -> list[str]:
    gap = leading(style, look)
    return [
        f"show {entries}:set text({letters(style)})",
        f"show {entries}:set block(above:{style.before + gap:g}pt,below:{style.after + gap:g}pt)",
    ]


def _indent(style: ParagraphLook) -> float:
    """How far the first line stands in."""
    return max(style.left + min(style.first_line, 0.0), 0.0)
