"""Running header and footer, filled with the document's frame values; Typst marks both as artifacts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vorlagenwerk.basics.typesetting.letterhead import Count, HeadLine, Logo
from vorlagenwerk.basics.typesetting.look import Look, ParagraphLook
from vorlagenwerk.basics.typesetting.rooms import joined
from vorlagenwerk.basics.typesetting.running import IN_DASHES, HeadCell, HeadRow, PageNumbers, Strip, shown_lines
from vorlagenwerk.data.tree import Document
from vorlagenwerk.writers.pdf.inlines import text_expression
from vorlagenwerk.writers.pdf.pages import TWIPS
from vorlagenwerk.writers.pdf.pictures import PictureWriter
from vorlagenwerk.writers.pdf.roles import stack

BARE = "#set page(header:none,footer:none)\n"
"""The rule for a cover."""
RUNNING = "#set page(header:kopfzeile,footer:fusszeile)\n"
"""The rule for every other page."""

_PATTERNS = {"upperRoman": "I", "lowerRoman": "i", "upperLetter": "A", "lowerLetter": "a", IN_DASHES: "- 1 -"}
_SIDES = {"links": "start", "mitte": "center", "rechts": "end"}
LINE = 1.117
"""Height of a line in font sizes, without the room between lines."""
_WIDEST_WORD = 400.0
"""Points that a word of a header may take before it is broken; narrower cells break it where Typst must."""
_TABBED = """\
#let tabstopps(stellen,..teile)=layout(raum=>{
  let orte=stellen.map(((an,seite))=>
    (if an!=none{an}else if seite==center{raum.width/2}else{raum.width},seite))
  let bis=0pt
  block(width:100%,height:@line,for(nummer,teil)in teile.pos().enumerate(){
    let breite=measure(teil).width
    let von=bis
    if nummer>0{
      let ort=orte.find(ort=>ort.at(0)>bis)
      if ort==none{von=bis+2em.to-absolute()}
      else{von=ort.at(0)-if ort.at(1)==center{breite/2}else if ort.at(1)==end{breite}else{0pt}}
      von=calc.max(von,bis)
    }
    place(start,dx:von,box(width:breite,teil))
    bis=von+breite
  })
})
""".replace("@line", f"{LINE:g}em")
"""A line with tabs: each piece stands at the next stop that the one before leaves free."""


def page_frame(document: Document, look: Look, pictures: PictureWriter) -> str:
    """Header and footer for `RUNNING`, and how pages are numbered."""
    values, running, numbers = dict(document.frame), look.running, look.page_numbers
    top, bottom = (max(length, 0) / TWIPS for length in (look.page.header, look.page.footer))

    def shown(strip: Strip) -> str:
        return stack(list(_lines(shown_lines(strip, values), values, look, pictures)), look)

    def parted(strip: Strip, even: Strip | None) -> str:
        if even is None:
            return shown(strip)
        return f"if calc.even(counter(page).get().first()){shown(even)}else{shown(strip)}"

    head, foot = parted(running.header, running.even_header), parted(running.footer, running.even_footer)
    if running.first_footer is not None:
        foot = f"if here().page()==1{shown(running.first_footer)}else{{{foot}}}"
    rule = "set text(hyphenate:false)"
    # the first page has the letterhead instead
    header = f"context if here().page()>1{{{rule};align(top,pad(top:{top:g}pt,{{{head}}}))}}"
    room = look.page.height / TWIPS / 2  # the first page may have a footer that is higher than the margin of all pages
    inside = f"block(width:100%,height:{room:g}pt,breakable:false,align(bottom,{{{foot}}}))"
    footer = f"context{{{rule};place(bottom,dy:-{bottom:g}pt,{inside})}}"
    used = _TABBED if "tabstopps(" in head + foot else ""
    return f"{_numbering(numbers)}{used}#let kopfzeile={header}\n#let fusszeile={footer}\n"


def _numbering(numbers: PageNumbers) -> str:
    """How pages are numbered, also in lists and references."""
    form = _pattern(numbers.form)
    rule = f"#set page(numbering:{'none' if numbers == PageNumbers() else form},header-ascent:0pt,footer-descent:0pt)\n"
    if numbers.form != "decimal":
        shown = f"context numbering({form},counter(page).at(ziel).first())"
        rule += f'#let seite(ziel)={{"Seite ";{shown}}}\n'
    return rule + (f"#counter(page).update({numbers.first})\n" if numbers.first != 1 else "")


def line_parts(line: HeadLine, values: Mapping[str, str], numbers: PageNumbers) -> list[str]:
    """The parts of a line between its tabs as expressions; page numbers need a context around them."""
    parts: list[list[str]] = [[]]
    for piece, filled in zip(line.pieces, line.filled(values), strict=True):
        if isinstance(piece, Count):
            parts[-1].append(_count(piece, numbers))
            continue
        first, *further = (text_expression(part, _WIDEST_WORD) for part in filled.split("\t"))
        parts[-1].append(first)
        parts += [[part] for part in further]
    return ["{" + ";".join(part) + "}" for part in parts]


def _lines(
    strip: Strip, values: Mapping[str, str], look: Look, pictures: PictureWriter
) -> Iterator[tuple[ParagraphLook, str]]:
    """The style and what stands inside of each line."""
    plain, head = ParagraphLook(size=look.role("kopfzeile").size), look.role("kopfzeile")
    styles = joined([look.roles.get(line.role, head) if isinstance(line, HeadLine) else None for line in strip])
    for line, style in zip(strip, styles, strict=True):
        if isinstance(line, Logo):
            yield plain._replace(align=line.side), pictures.logo(line, look.page.text_width / TWIPS)
        elif isinstance(line, HeadRow):
            yield plain, _row(line, values, look, pictures)
        else:
            style = style or head
            yield style._replace(align=line.side) if line.side else style, _inside(line, values, look)


def _inside(line: HeadLine, values: Mapping[str, str], look: Look) -> str:
    first, *further = line_parts(line, values, look.page_numbers)
    if not further:
        return f"par({first})" if line.text(values, "1") else f"block(height:{LINE:g}em)"
    stops = ",".join(f"({'none' if at is None else f'{at / TWIPS:g}pt'},{_SIDES[side]})" for at, side in line.stops)
    return f"tabstopps(({stops}{',' if stops else ''}),{','.join([first, *further])})"


def _row(row: HeadRow, values: Mapping[str, str], look: Look, pictures: PictureWriter) -> str:
    """A row of a table: its cells side by side, and a strut of its least height."""
    widths = ",".join(f"{cell.width / TWIPS:g}pt" for cell in row.cells)
    cells = ",".join(_cell(cell, values, look, pictures) for cell in row.cells)
    return f"grid(columns:({widths},0pt),{cells},block(height:{row.height / TWIPS:g}pt))"


def _cell(cell: HeadCell, values: Mapping[str, str], look: Look, pictures: PictureWriter) -> str:
    inside = stack(list(_lines(shown_lines(cell.lines, values), values, look, pictures)), look)
    return f"pad(x:{min(cell.margin, cell.width // 2) / TWIPS:g}pt,{inside})"


def _count(count: Count, numbers: PageNumbers) -> str:
    form = _pattern(count.form or ("decimal" if count.is_total else numbers.form))
    if count.is_total:
        return f"numbering({form},counter(page).final().first()-{numbers.first - 1})"
    return f"counter(page).display({form})"


def _pattern(form: str) -> str:
    return f'"{_PATTERNS.get(form, "1")}"'
