"""E-mail addresses and telephone numbers: what German offices write passes, what no one can reach does not."""

from __future__ import annotations

import json
import re

import pytest

from tests.conftest import ROOT

KINDS = json.loads((ROOT / "schemas/_gemeinsam/gemeinsam.schema.json").read_text("utf-8"))["$defs"]
GOOD = {
    "email": "ki@musterkreis.example Vor.Nach-Name@amt-50.kreis.example ki@städte.example a_b+c@xn--mller-kva.example",
    "telefon": "0211 837-2627;030 9018-0;+49 30 90227-5050;+43 1 4000;0171 1234567;0800 115;0180 6 115;033056 12-5;115",
}
BAD = {
    "email": "ki@c..de .ki@c.de ki.@c.de k..i@c.de mailto:ki@c.de ki@-c.de ki@c-.de ki@c ki@@c.de ki@c.de. ki(at)c.de",
    "telefon": "0211/837-2627;(0211) 8372627;+49 (0)211 837;+49 0211 837-1;0049 211 837;0211 837-26-1;0211 83 27;N.N.",
}
CASES = [
    (kind, said, is_good)
    for listed, is_good in ((GOOD, True), (BAD, False))
    for kind, text in listed.items()
    for said in text.split(";" if kind == "telefon" else " ")
]


@pytest.mark.parametrize(("kind", "said", "is_good"), CASES)
def test_contacts_have_their_usual_form(kind: str, said: str, is_good: bool) -> None:
    """The forms of DIN 5008 for numbers, and addresses that a mail program can send to."""
    assert (re.search(KINDS[kind]["pattern"], said) is not None) == is_good
