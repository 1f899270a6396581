"""The Typst rules that precede a paper: properties, fonts, the look of each role."""

from __future__ import annotations

import re

from vorlagenwerk.basics.typesetting.look import Look, ParagraphLook
from vorlagenwerk.data.tree import Document
from vorlagenwerk.writers.pdf.literals import literal, one_line

_TOP, _BOTTOM = 0.905, 0.212
"""Ascender and descender as Word sees them, in font sizes; Typst would take smaller ones from the font."""
_LINE = 1.149
"""Height of the font's own line."""

_FUNCTIONS = """\
#let fuge=h(0pt)
#let bruch(it)={show regex("."):zeichen=>zeichen+fuge;it}
#let fett(it)=text(weight:"bold",it)
#let punkte(zeichen,..eintraege)=list(tight:false,marker:box(width:@step,align(start,zeichen)),indent:0pt,
  body-indent:0pt,..eintraege)
#let nummern(muster,anfang,breite,..eintraege)=enum(tight:false,start:anfang,number-align:start+top,indent:0pt,
  body-indent:0pt,numbering:n=>box(width:breite,numbering(muster,n)),..eintraege)
#let zeilen(name,kopf)=json(bytes(sys.inputs.at(name))).map(
  z=>if kopf==none{z}else{(..z.slice(0,kopf),fett(z.at(kopf)),..z.slice(kopf+1))}).flatten()
#let summen(name)=json(bytes(sys.inputs.at(name))).flatten().map(fett)
#let fest(z)=table.cell(breakable:true,z)
"""


def prelude(document: Document, look: Look) -> str:
    """Everything before the first page."""
    return "".join([_properties(document), _text(look), _headings(look), _blocks(look), _tables(look), _roles(look)])


def role_name(role: str) -> str:
    """The function that sets a paragraph in a role."""
    return "rolle-" + re.sub("[^a-z0-9_]", lambda odd: f"-{ord(odd.group()):x}-", role)


def color(value: str) -> str:
    """A colour of six hexadecimal digits."""
    return f'rgb("{value}")'


def letters(look: ParagraphLook) -> str:
    """The arguments for the letters of a style."""
    weight = ',weight:"bold"' if look.bold else ',weight:"regular"'
    style = ',style:"italic"' if look.italic else ""
    return f"size:{look.size:g}pt,fill:{color(look.color)}{weight}{style}"


def leading(look: ParagraphLook) -> float:
    """The gap between the boxes of two lines that makes their distance the wanted multiple of the font's line."""
    return (look.line * _LINE - _TOP - _BOTTOM) * look.size


def _properties(document: Document) -> str:
    language, _, region = document.language.partition("-")
    author = f",author:({literal(document.author)},)" if document.author else ""
    about = f",description:{one_line(document.subject)}" if document.subject else ""
    # PDF/A wants a date; `tagging` takes this one out again, since equal papers have equal bytes
    date = "datetime(year:2000,month:1,day:1,hour:0,minute:0,second:0)"
    return (
        f"#set document(title:{one_line(document.title)}{author}{about},date:{date})\n"
        f"#set text(lang:{one_line(language or 'de')},region:{one_line(region) if region else 'none'},"
        "hyphenate:true)\n"
    )


def _text(look: Look) -> str:
    body = look.role("standard")
    gap, after = leading(body), leading(body) + body.after
    return (
        f"#set text(font:{literal(look.font)},top-edge:{_TOP}em,bottom-edge:-{_BOTTOM}em,{letters(body)})\n"
        # a line that ends in a hyphen must gain much by it; a full stop must not hang over a table's rule
        "#set text(overhang:false,costs:(hyphenation:400%))\n"
        f'#set par(leading:{gap:g}pt,spacing:{after:g}pt,justify:false,linebreaks:"optimized")\n'
        f"#set block(spacing:{after:g}pt)\n"
        f"#show raw:set text(font:({literal(look.code_font)},{literal(look.font)}),size:1.1em)\n"
        f"#let verweis(it)=text(fill:{color(look.link_color)},underline(offset:0.12em,evade:false,it))\n"
        + _FUNCTIONS.replace("@step", f"{look.list_step:g}pt")
    )


def _headings(look: Look) -> str:
    rules = [_block_rule("title", look.role("titel"), look)]
    for level in range(1, 7):
        rules.append(_block_rule(f"heading.where(level:{level})", look.role(f"ueberschrift_{level}"), look))
    # the number stands out to the left of the title's lines; the function that gives it needs no counter
    rules.append(
        "#show heading:set text(hyphenate:false)\n#show title:set text(hyphenate:false)\n"
        "#show heading:it=>if it.numbering==none{block(sticky:true,it.body)}else{let w=1cm+0.3cm*(it.level - 1)\n"
        "block(sticky:true,inset:(left:w),{h(-w);box(width:w,(it.numbering)());it.body})}\n"
    )
    return "".join(rules)


def _block_rule(element: str, style: ParagraphLook, look: Look) -> str:
    above, below = _spaces(style, look)
    return (
        f"#show {element}:set text({letters(style)})\n"
        f"#show {element}:set block(above:{above:g}pt,below:{below:g}pt)\n"
        f"#show {element}:set par(leading:{leading(style):g}pt)\n"
    )


def _spaces(style: ParagraphLook, look: Look) -> tuple[float, float]:
    """The space above and below: Word adds up what Typst takes the larger of."""
    body = look.role("standard")
    return style.before + body.after + leading(body), style.after + leading(body)


def _blocks(look: Look) -> str:
    rules = []
    for element, role in (("list", "aufzaehlung"), ("enum", "nummerierung")):
        style = look.role(role)
        # lines of an item are as far apart as its paragraphs, so that a list looks even
        gap = style.after + leading(style)
        rules.append(f"#show {element}:set par(spacing:{gap:g}pt)\n#set {element}(spacing:{gap:g}pt)\n")
    quoted = _role_body("zitat", look, "it.body")
    contents = look.role("verzeichnis_1")
    return (
        "".join(rules)
        + f"#show quote.where(block:true):it=>{quoted}\n"
        + f"#show outline.entry:set block(spacing:{contents.after + leading(contents):g}pt)\n"
        + "#set outline(depth:3,indent:0.5cm)\n"
    )


def _tables(look: Look) -> str:
    caption, body = look.role("beschriftung"), look.role("standard")
    above = caption.before + body.after
    return (
        "#set figure(numbering:none,supplement:none,kind:table)\n"
        "#set figure.caption(position:top)\n"
        f"#set figure(gap:{caption.after:g}pt)\n"
        f"#show figure:set block(breakable:true,above:{above:g}pt,below:{8 + leading(body):g}pt)\n"
        f"#show figure:set align(start)\n"
        f"#show figure.caption:set text({letters(caption)},hyphenate:false)\n"
        "#set table.cell(breakable:false)\n#show table:set par(leading:0.033em,spacing:0.033em)\n"
        f"#set table(stroke:(x:none,y:0.5pt+{color(look.rule_color)}))\n"
        f"#let kraeftig=1pt+{color(look.strong_rule_color)}\n#let fein=0.5pt+{color(look.rule_color)}\n"
        f"#let kopf(a,it)=table.cell(fill:{color(look.head_fill)},align:a+bottom,fett(it))\n"
    )


def _roles(look: Look) -> str:
    taken = [role for role in look.roles if not role.startswith(("ueberschrift", "tabelle", "verzeichnis"))]
    return "".join(f"#let {role_name(role)}(it)={_role_body(role, look, 'it')}\n" for role in taken)


def _role_body(role: str, look: Look, inside: str) -> str:
    """The expression that sets a paragraph in a role."""
    style = look.role(role)
    above, below = _spaces(style, look)
    edge = style.left - style.bar_space if style.bar else style.left - 6 if style.fill else style.left
    right = style.right - 6 if style.fill else style.right
    frame = f"stroke:(left:{style.bar:g}pt+{color(look.strong_rule_color)})," if style.bar else ""
    inset = f"inset:(left:{style.bar_space:g}pt)," if style.bar else ""
    if style.fill:
        frame, inset = f"fill:{color(style.fill)},breakable:false,", "inset:6pt,"
    room = f"above:{above:g}pt,below:{below:g}pt,inset:(left:{max(edge, 0):g}pt,right:{max(right, 0):g}pt)"
    gap = leading(style)
    # quotations widen the space between blocks, and lists inside them would stand apart
    inner = f"set block(spacing:{look.role('standard').after + gap:g}pt)"
    look_of_text = f"set text({letters(style)});set par(leading:{gap:g}pt);{inner}"
    return f"block(width:100%,{room},block(width:100%,{frame}{inset}{{{look_of_text};{inside}}}))"
