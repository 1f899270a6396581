"""Letterhead, running header and footer, filled with the document's frame values."""

from __future__ import annotations

from vorlagenwerk.basics.typesetting.look import Look
from vorlagenwerk.data.tree import Document
from vorlagenwerk.writers.pdf.literals import one_line
from vorlagenwerk.writers.pdf.pages import TWIPS
from vorlagenwerk.writers.pdf.prelude import color, letters, role_name

_LETTERHEAD = ("absender", "stelle", "kontakt")


def page_frame(document: Document, look: Look) -> str:
    """The page rule with header and footer; Typst marks both as artifacts."""
    values = dict(document.frame)
    sender, short = (one_line(values.get(f"dokument.{name}", "")) for name in ("absender", "kurztitel"))
    rule = f"0.5pt+{color(look.rule_color)}"
    # the first page has the letterhead instead
    header = (
        "context if here().page()>1{"
        f"set text({letters(look.role('kopfzeile'))},hyphenate:false);set par(leading:0.033em,spacing:0.033em);"
        f"block(width:100%,stroke:(bottom:{rule}),inset:(bottom:4pt),{{par({sender});align(end,par({short}))}})}}"
    )
    footer = (
        f"context block(width:100%,stroke:(top:{rule}),inset:(top:4pt),align(end,"
        f"text({letters(look.role('fusszeile'))},"
        '{"Seite ";counter(page).display();" von ";str(counter(page).final().first())})))'
    )
    page = look.page
    # the rule above the footer's line stands in the middle between text and paper's edge, as in the style template
    descent = max(page.bottom - page.footer - 329, 57) / TWIPS
    return (
        f'#set page(paper:"a4",numbering:none,header-ascent:0.38cm,footer-descent:{descent:g}pt,\n'
        f"  header:{header},\n  footer:{footer})\n"
    )


def letterhead(document: Document, look: Look) -> str:
    """The sender at the head of the first page: text of the document, not an artifact, since no other page has it."""
    values = dict(document.frame)
    lines = [(name, values.get(f"dokument.{name}", "")) for name in _LETTERHEAD]
    shown = [f"{role_name('briefkopf_' + name)}(par({one_line(text)}))" for name, text in lines if text.strip()]
    if not shown:
        return ""
    after = look.role("briefkopf_kontakt").after
    up = (look.page.top - look.page.header) / TWIPS
    return (
        f"#v(-{up:g}pt)\n#block(width:100%,stroke:(bottom:0.5pt+{color(look.rule_color)}),inset:(bottom:6pt),"
        f"below:{after:g}pt,{{set block(spacing:4pt);{';'.join(shown)}}})\n"
    )
