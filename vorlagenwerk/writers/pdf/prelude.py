"""The Typst rules that precede a paper: properties, fonts, the look of each role."""

from __future__ import annotations

from collections.abc import Collection

from vorlagenwerk.basics.typesetting.flow import FOOT_RULE
from vorlagenwerk.basics.typesetting.heading_numbers import NumberLevel
from vorlagenwerk.basics.typesetting.look import Look, ParagraphLook
from vorlagenwerk.data.tree import Document, Heading
from vorlagenwerk.data.walking import places
from vorlagenwerk.writers.pdf.contents import TITLE as CONTENTS
from vorlagenwerk.writers.pdf.contents import contents_rules
from vorlagenwerk.writers.pdf.literals import language, literal, one_line
from vorlagenwerk.writers.pdf.roles import (
    BOTTOM,
    TOP,
    color,
    dressed,
    leading,
    letters,
    role_name,
    set_in,
    spaces,
    style_of,
)

_BELOW_FIGURE = 8.0
"""Points below tables and pictures."""
_FUNCTIONS = """\
#let fuge=h(0.001pt)
#let fest(nummer)=(..)=>nummer
#let bruch(it)={show regex("."):zeichen=>zeichen+fuge;it}
#let im-verzeichnis=state("verzeichnis",false)
#let seite(ziel)={"Seite ";context str(counter(page).at(ziel).first())}
"""
"""Typst drops a space without width, and no line could end there."""
_LISTS = """\
#let punkte(vor,breite,zeichen,..eintraege)=list(tight:false,marker:box(width:breite,align(start,zeichen)),indent:vor,
  body-indent:0pt,..eintraege.pos().map(eintrag))
#let nummern(vor,breite,muster,anfang,..eintraege)=enum(tight:false,start:anfang,number-align:start+top,indent:vor,
  body-indent:0pt,numbering:n=>box(width:breite,numbering(muster,n)),..eintraege.pos().map(eintrag))
"""


def prelude(document: Document, look: Look, roles: Collection[str]) -> str:
    """Everything before the first page; `roles` are those of its paragraphs that are no running text."""
    has_cover = bool(document.cover)
    rules = [
        _properties(document, look),
        _text(look),
        _headings(look, _deepest(document), has_cover=has_cover),
        _blocks(look),
        _figures(look),
    ]
    # every cell asks all rules: those for what the paper lacks would cost a long table a tenth of its time
    rules += [contents_rules(look)] if CONTENTS in roles else []
    rules += [_notes(look), _tables(look)]
    rules += [f"#let {role_name(role)}(it)={set_in(role, look, 'it')}\n" for role in roles]
    return "".join(rules)


def _properties(document: Document, look: Look) -> str:
    author = f",author:({literal(document.author)},)" if document.author else ""
    about = f",description:{one_line(document.subject)}" if document.subject else ""
    # PDF/A wants a date; `tagging` takes this one out again, since equal papers have equal bytes
    date = "datetime(year:2000,month:1,day:1,hour:0,minute:0,second:0)"
    hyphenate = "true" if look.hyphenation and look.role("standard").hyphenated else "false"
    return (
        f"#set document(title:{one_line(document.title)}{author}{about},date:{date})\n"
        f"#set text({language(document.language) or language('de-DE')},hyphenate:{hyphenate})\n"
    )


def _text(look: Look) -> str:
    body = look.role("standard")
    gap, after = leading(body, look), leading(body, look) + body.after
    indent = f",first-line-indent:(amount:{body.first_line:g}pt,all:true)" if body.first_line > 0 else ""
    justify = "true" if body.align == "block" else "false"
    return (
        f"#set text(font:{literal(look.font)},top-edge:{TOP}em,bottom-edge:-{BOTTOM}em,{letters(body)})\n"
        # a line that ends in a hyphen must gain much by it; a full stop must not hang over a table's rule
        "#set text(overhang:false,costs:(hyphenation:400%))\n"
        f'#set par(leading:{gap:g}pt,spacing:{after:g}pt,justify:{justify},linebreaks:"optimized"{indent})\n'
        f"#set block(spacing:{after:g}pt)\n"
        f"#show raw:set text(font:({literal(look.code_font)},{literal(look.font)}),size:1.1em)\n"
        f"#let verweis(it)=text(fill:{color(look.link_color)},underline(offset:0.12em,evade:false,it))\n" + _FUNCTIONS
    )


def _deepest(document: Document) -> int:
    """The level of the deepest headings; a title that must be a heading itself has level 1."""
    found = (place.level for place in places((*document.cover, *document.children)) if isinstance(place, Heading))
    return min(max(found, default=1), 6)


def _headings(look: Look, deepest: int, *, has_cover: bool) -> str:
    styled = {"title": style_of("deckblatt_titel" if has_cover else "titel", look)}
    styled |= {f"heading.where(level:{level})": look.role(f"ueberschrift_{level}") for level in range(1, deepest + 1)}
    rules = [_element(element, style, look) for element, style in styled.items()]
    # the number stands out to the left of the title's lines; the function that gives it needs no counter
    rules.append(
        "#show heading:set text(hyphenate:false)\n#show title:set text(hyphenate:false)\n"
        f"#let nummernplatz=({','.join(_room(level, look) for level in look.numbers.levels[:6])})\n"
        "#show heading:it=>if it.numbering==none{block(sticky:true,it.body)}else{\n"
        "let (links,vor,zwischen)=nummernplatz.at(it.level - 1);let nummer=(it.numbering)()\n"
        "if zwischen==none{vor=calc.max(vor,measure(nummer).width+0.3em.to-absolute());nummer=box(width:vor,nummer)}\n"
        "block(sticky:true,inset:(left:links),{h(-vor);nummer;zwischen;it.body})}\n"
    )
    # the last rule comes first: behind the one above, there are no headings any more
    rules += [_dress(element, style) for element, style in styled.items()]
    return "".join(rules)


def _dress(element: str, style: ParagraphLook) -> str:
    return f"#show {element}:it=>{dressed(style, 'it')}\n" if style.capitals or style.underlined else ""


def _room(level: NumberLevel, look: Look) -> str:
    """Where a heading's text begins, how far before that its number does, and what parts them but an even distance."""
    between = {"tab": "none", "space": '" "', "nothing": '""'}[level.gap]
    left = min(level.left, look.page.text_width // 2)
    return f"({_centimetres(left)},{_centimetres(min(level.hanging, left))},{between})"


def _centimetres(twips: int) -> str:
    """As exact as Word's dialog shows it, which wrote the rounded twips."""
    return f"{round(twips * 2.54 / 1440, 2):g}cm"


def _element(element: str, style: ParagraphLook, look: Look) -> str:
    above, below = spaces(style, look)
    align = {"mitte": f"#show {element}:set align(center)\n", "rechts": f"#show {element}:set align(end)\n"}
    return (
        f"#show {element}:set text({letters(style)})\n"
        f"#show {element}:set block(above:{above:g}pt,below:{below:g}pt)\n"
        f'#show {element}:set par(leading:{leading(style, look):g}pt,linebreaks:"simple")\n{align.get(style.align, "")}'
    )


def _blocks(look: Look) -> str:
    rules, inner = [], []
    for element, role in (("list", "aufzaehlung"), ("enum", "nummerierung")):
        style = look.role(role)
        # lines of an item are as far apart as its paragraphs, so that a list looks even
        gap = leading(style, look) + (0 if style.tight else style.after)
        above, below = spaces(style, look)
        rules.append(f"#show {element}:set block(above:{above:g}pt,below:{below:g}pt)\n")
        rules.append(f"#show {element}:set par(spacing:{gap:g}pt)\n#set {element}(spacing:{gap:g}pt)\n")
        inner.append(f"show {element}:set block(above:{gap:g}pt,below:{gap:g}pt)")
    rules.append(f"#let eintrag(it)={{{';'.join(inner)};it}}\n" + _LISTS)
    return f"{''.join(rules)}#show quote.where(block:true):it=>{set_in('zitat', look, 'it.body')}\n"


def _figures(look: Look) -> str:
    caption, picture = look.role("beschriftung"), style_of("abbildung", look)
    above, below = spaces(caption._replace(after=_BELOW_FIGURE), look)
    align = {side: f"#show figure.caption:set align({at})\n" for side, at in (("mitte", "center"), ("rechts", "end"))}
    return (
        "#set figure(numbering:none,supplement:none,kind:table)\n"
        f"#set figure(gap:{caption.after:g}pt)\n#set figure.caption(position:top)\n"
        f"#show figure:set block(breakable:true,above:{above:g}pt,below:{below:g}pt)\n"
        "#show figure:set align(start)\n"
        f"#show figure.where(kind:image):set block(breakable:false,above:{spaces(picture, look)[0]:g}pt)\n"
        "#show figure.where(kind:image):set figure.caption(position:bottom)\n"
        f"#show figure.caption:it=>block(width:100%,sticky:true,{dressed(caption, 'it')})\n"
        f"{align.get(caption.align, '')}"
        f"#show figure.caption:set text({letters(caption)},hyphenate:false)\n"
        f"#show figure.caption:set par(leading:{leading(caption, look):g}pt)\n"
    )


def _notes(look: Look) -> str:
    style = style_of("fussnotentext", look)
    gap, hanging = leading(style, look), max(-style.first_line, 0.0)
    return (
        "#set super(typographic:false)\n"
        f"#show footnote.entry:set text({letters(style)})\n"
        f"#show footnote.entry:set par(leading:{gap:g}pt)\n"
        f"#show footnote.entry:it=>block(inset:(left:{hanging:g}pt),{{h(-{hanging:g}pt);it}})\n"
        # where the number is narrower than the indent of the other lines, the first one begins there too
        f"#let hinter(nummer)=context h(calc.max(0.3em.to-absolute(),{hanging:g}pt - measure(super(nummer)).width))\n"
        f"#set footnote.entry(gap:{style.after + gap:g}pt,indent:0pt,clearance:{FOOT_RULE / 20 - 3.5:g}pt,"
        f"separator:pad(bottom:3pt,line(length:5cm,stroke:0.5pt+{color(style.color)})))\n"
    )


def _tables(look: Look) -> str:
    body = look.role("tabellentext")
    gap = leading(body, look) / body.size
    named = {"kopfschrift": "tabellenkopf", "zeilenkopf": "tabellenzeilenkopf"}
    named |= {"summe": "tabellensumme", "uebertrag": "tabellenuebertrag"}
    functions = "".join(
        f"#let {name}(it)=text({letters(style, size=False)},{dressed(style, 'it')})\n"
        for name, style in ((name, style_of(role, look)) for name, role in named.items())
    )
    odd, even = (color(fill) if fill else "none" for fill in look.bands)
    bands = f"#set table(fill:(_,y)=>if calc.odd(y){{{odd}}}else{{{even}}})\n" if any(look.bands) else ""
    return (
        # lines as Word fills them: even ones of two words each look odd in narrow cells
        "#set table.cell(breakable:false)\n"
        f'#show table:set par(leading:{gap:g}em,spacing:{gap:g}em,linebreaks:"simple")\n'
        f"#show table:set text({letters(body, size=False)})\n"
        f"#set table(stroke:(x:none,y:0.5pt+{color(look.rule_color)}))\n"
        f"#let kraeftig=1pt+{color(look.strong_rule_color)}\n#let fein=0.5pt+{color(look.rule_color)}\n"
        f"{bands}{functions}#let arten=(it=>it,zeilenkopf,summe,uebertrag)\n"
        f"#let kopf(breite,a,it)=table.cell(colspan:breite,fill:{color(look.head_fill)},align:a+bottom,"
        f"kopfschrift(it))\n{_CELLS}"
    )


_CELLS = """\
#let gedreht(laenge,it)=box(rotate(-90deg,reflow:true,block(width:laenge+2pt,it)))
#let zelle(it,art,hoehe,laenge,mindest)={
  let it=(arten.at(art))(if laenge==0{it}else{gedreht(laenge*1pt,align(center,it))})
  if mindest>0{it=layout(raum=>block(height:calc.max(mindest*1pt,measure(width:raum.width,it).height),it))}
  if hoehe>1 or laenge>0{table.cell(rowspan:hoehe,breakable:hoehe>1,
    align:if laenge>0{center+horizon}else{top},it)}else{it}}
#let zeilen(name,kopf)=json(bytes(sys.inputs.at(name))).map(
  z=>if kopf==none{z}else{(..z.slice(0,kopf),zeilenkopf(z.at(kopf)),..z.slice(kopf+1))}).flatten()
#let summen(name,art)=json(bytes(sys.inputs.at(name))).flatten().map(arten.at(art))
#let zellen(name)=json(bytes(sys.inputs.at(name))).map(z=>if type(z)==str{z}else{zelle(..z)})
#let hoch(z)=table.cell(breakable:true,z)
#let unten(innen,z)=table.cell(breakable:true,stroke:(bottom:none),inset:0pt,{
  block(width:100%,inset:innen,stroke:(bottom:fein),z);colbreak();block(height:0pt)})
#let oben(z)=table.cell(stroke:(top:none),z)
"""
