"""Announcements of what has passed: for a session on 18 June 2009 the spring cannot be to come."""

from __future__ import annotations

import pytest

from tests.unit.checks.scanning import codes, scan
from vorlagenwerk.data.problems import Level


@pytest.mark.parametrize(
    "text",
    ["Der Ausschuss wird am 12.05.2009 beraten.", "Das Vorhaben soll am 12.05.2009 starten.",
     "Der Bescheid soll im Februar 2009 ergehen.", "Die Bescheide werden im Mai 2009 erteilt.",
     "Der Rat wird bis 30.04.2009 entscheiden.", "Der Rat wird bis zum 30. April 2009 entscheiden.",
     "Am 12.05.2009 wird der Ausschuss die Liste beraten.", "Im Mai 2009 werden die Bescheide erteilt.",
     "Geplant ist eine Entscheidung für April 2009.", "Vorgesehen ist der Beginn im April 2009.",
     "Beabsichtigt ist ein Abruf bis zum 30.04.2009.",
     "Es soll der Ausschuss am 12.05.2009 beraten.", "Danach werden die Kommunen bis Mai 2009 unterrichtet.",
     "Die Bezirksregierung wird den Bericht am 12. Mai 2009 vorlegen.",
     "Die Mittel sollen ab dem 1. März 2009 ausgezahlt werden.", "Ab dem 1. März 2009 sollen die Mittel fließen.",
     "Anfang Mai 2009 wird der Beirat tagen.", "Der Beirat wird Mitte März 2009 tagen.",
     "Die Anträge werden spätestens bis zum 31.03.2009 gestellt.", "Am Montag, den 4. Mai 2009 wird beraten.",
     "Der Entwurf wird im März 2009 ausgelegt, danach folgt der Beschluss.",
     "Bis zum 31.03.2009 werden alle Anträge geprüft sein."],
)  # fmt: skip
def test_a_time_that_belongs_to_a_verb_in_the_future_is_found(text):
    """Wherever in its clause it stands."""
    assert codes(scan(text)) == [("TXT-363", Level.HINWEIS)]


@pytest.mark.parametrize(
    "text",
    ["Der am 12.05.2009 vorgelegte Antrag wird beraten.", "Die am 12.05.2009 beratenen Anträge werden gefördert.",
     "Die im Mai 2009 gestellten Anträge werden geprüft.", "Die bis 30.04.2009 eingegangenen Anträge werden geprüft.",
     "Der Ausschuss wurde am 12.05.2009 unterrichtet.", "Am 12.05.2009 wurde der Ausschuss unterrichtet.",
     "Am 12.05.2009 hat der Ausschuss beraten; der Rat wird folgen.", "Der Ausschuss wird am 12.07.2009 beraten.",
     "Im Juli 2009 werden die Bescheide erteilt.", "Der Beschluss im Mai 2009 wird umgesetzt.",
     "Der Stand am 31.12.2008 wird zugrunde gelegt.", "Es soll der Stand am 31.12.2008 dargestellt werden.",
     "Die Satzung vom 12.05.2009 wird geändert.", "Es wird auf den Erlass vom 12.05.2009 verwiesen.",
     "Seit dem 12.05.2009 wird gebaut.", "Seit Mai 2009 werden Anträge angenommen.",
     "Die Richtlinie im Mai 2009 wird erwartet.", "Anträge werden bis zum 30.04.2009 berücksichtigt.",
     "Die Sitzung am 12.05.2009 wird fortgesetzt.", "Das wird in der Fassung vom 1. Mai 2009 angewandt.",
     "Nach der Sitzung am 12.05.2009 werden die Bescheide verschickt.",
     "Wie am 12.05.2009 beschlossen, wird gefördert.", "Der Rat wird am 18.06.2009 beraten.",
     "Der Rat wird zwischen dem 12.05.2009 und dem 30.06.2009 beraten.", "Ende Juni 2009 wird der Beirat tagen.",
     "Die Mittel werden im Haushalt 2008 nachgewiesen.", "Grundlage wird der Haushalt vom Mai 2009 sein."],
)  # fmt: skip
def test_a_time_that_belongs_to_something_else_is_quiet(text):
    """A hint that cries wolf is switched off."""
    assert scan(text) == []
