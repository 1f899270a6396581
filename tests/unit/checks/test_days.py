"""Days in a text: impossible ones, wrong weekdays, announcements of what has passed."""

from __future__ import annotations

import pytest

from tests.unit.checks.scanning import codes, scan
from vorlagenwerk.data.problems import Level

# --- days ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "length"),
    [("bis 31.06.2009", "Juni hat 30"), ("am 30. Februar", "Februar hat 29"), ("29.02.2009", "Februar 2009 hat 28"),
     ("am 0. Mai 2009", "Mai hat 31"), ("am 12.13.2009", "zwölf Monate"), ("31. 4. 2009", "April hat 30")],
)  # fmt: skip
def test_a_day_that_no_calendar_has_is_an_error(text, length):
    """Somebody would wait for it."""
    (problem,) = scan(text, day="")
    assert codes([problem]) == [("TXT-361", Level.FEHLER)] and length in problem.remedy


@pytest.mark.parametrize(
    "text",
    ["am 29.02.2008", "30.06.2009", "Az. 35.31.2009", "Aktenzeichen: 31.02.2009/4", "Ziffer 4.31.02.2009", "99.99.2009",
     "Nr. 30.02.2009", "31.06.20091", "§ 31 Mai", "den 45. Mai"],
)  # fmt: skip
def test_what_is_no_day_is_no_wrong_day(text):
    """File numbers look like days."""
    assert scan(text, day="") == []


@pytest.mark.parametrize(
    ("text", "right"),
    [("am Freitag, den 18. Juni 2009", "Donnerstag"), ("Mi., 18.06.2009", "Donnerstag"), ("Sonnabend, 18.06.2009",
     "Donnerstag"),
     ("am Montag dem 20. Juni 2009", "Samstag"), ("Am Montag (18.06.2009)", "Donnerstag"),
     ("am 18.06.2009 (Montag)", "Donnerstag"), ("am 18. Juni 2009 (Mo.)", "Donnerstag"),
     ("am Montag, dem 18.06.09", "Donnerstag"), ("Freitag, ⟨/tag|18. Juni 2009⟩", "Donnerstag")],
)  # fmt: skip
def test_a_weekday_that_does_not_belong_to_its_day_is_a_warning(text, right):
    """One of the two is wrong, and half of the readers come on the wrong day."""
    (problem,) = scan(text, day="", content="text: |\n  am Freitag, Montag Sonnabend, Mi.\ntag: 2009-06-18\n")
    assert codes([problem]) == [("TXT-362", Level.WARNUNG)] and f"ist ein {right}" in problem.text


@pytest.mark.parametrize(
    "text",
    ["Donnerstag, 18.06.2009", "Donnerstag, den 18. Juni 2009", "Sonnabend, 20.06.2009", "Do., 18.06.2009",
     "So war es am 18.06.2009", "am Freitag nach dem 18.06.2009", "Freitag, 31.06.209", "freitags, 18. Juni 2009"],
)  # fmt: skip
def test_a_right_or_distant_weekday_is_quiet(text):
    """Only a weekday right before its day belongs to it."""
    assert scan(text, day="") == []


@pytest.mark.parametrize(
    "text",
    ["Vom 20.06.2009 bis 18.06.2009", "20. Juni 2009 bis zum 18. Mai 2009", "20.06.2009 – 18.06.2009",
     "vom Samstag, dem 20.06.2009 bis Donnerstag, dem 18.06.2009"],
)  # fmt: skip
def test_a_period_that_ends_before_it_begins_is_a_warning(text):
    """One of the two days is wrong."""
    assert codes(scan(text, day="")) == [("TXT-369", Level.WARNUNG)]


@pytest.mark.parametrize(
    "text",
    ["vom 18.06.2009 bis 20.06.2009", "vom 18.06.2009 bis 18.06.2009", "am 20.06.2009 und bis 18.06.2009",
     "die Fassung vom 20.06.2009 ersetzt die vom 18.06.2009", "vom 20.06. bis 18.06.2009",
     "am 18.06.2009 (Donnerstag)", "am Donnerstag, dem 18.06.09", "am 18.06.2009 (Mokka)"],
)  # fmt: skip
def test_other_pairs_of_days_are_quiet(text):
    """A day without a year, or without „bis“, says nothing for certain."""
    assert scan(text, day="") == []


# --- announcements ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
 
     ["Die Gespräche sind für den 26. und 28. Mai 2009 vorgesehen, ihr Ergebnis für voraussichtlich Anfang Juni.",
     "Die Sitzung ist für Freitag, den 29. Mai 2009, geplant.", "Die Anhörung wird am 3. Mai 2009 stattfinden.",
     "Die Satzung wird am 3. Mai 2009 beschlossen.", "Der Bericht soll bis zum 31.03.2009 vorliegen.",
     "Der Bericht liegt voraussichtlich Ende 2008 vor.", "Der Baubeginn ist im April 2009 geplant.",
     "Der Baubeginn ist im Jahr 2008 vorgesehen.", "Gezahlt wurde. Die Abnahme ist am 3. Mai 2009 vorgesehen."],
)  # fmt: skip
def test_an_announcement_of_what_has_passed_is_a_note(text):
    """The paper was written before the day on which it is read."""
    assert codes(scan(text)) == [("TXT-363", Level.HINWEIS)]


@pytest.mark.parametrize(
    "text",
    ["Die Gespräche sind für den 26. Juni 2009 vorgesehen.", "Die Gespräche sind für den 18. Juni 2009 vorgesehen.",
     "Vom 26. Mai bis 30. Juni 2009 ist die Auslegung geplant.", "Die Gespräche waren für den 26. Mai 2009 vorgesehen.",
     "Die Gespräche fanden wie geplant am 26. Mai 2009 statt.",
     "Nach dem Erlass vom 20. November 2008 sind Mittel vorgesehen.",
     "Die im Mai 2009 beantragten Maßnahmen sind weiterhin vorgesehen.", "Im Haushalt 2008 sind 3 Mio. € vorgesehen.",
     "Die am 3. Mai 2009 beschlossene Satzung wird geändert.", "Es wird auf die Satzung vom 3. Mai 2009 verwiesen.",
     "2 Projekte werden in 2009 bewilligt.", "Die Maßnahmen sollen im Jahre 2010 beginnen.",
     "Die Kosten betragen voraussichtlich 3 Mio. € (Stand Mai 2009).",
     "Die Frist war der 3. Mai 2009; Weiteres ist geplant.",
     "Der Rat hat am 3. Mai 2009 die geplante Fassung beschlossen.",
     "Wie in der Sitzung am 26. Mai 2009 vorgesehen, tagt der Beirat.",
     "Seit dem 1. Januar 2009 ist ein Energieausweis vorgesehen."],
)  # fmt: skip
def test_a_report_or_a_plan_for_later_is_quiet(text):
    """A hint that cries wolf is switched off."""
    assert scan(text) == []


@pytest.mark.parametrize("day", ["", "irgendwann"])
def test_without_a_reference_day_nothing_has_passed(day):
    """A type may have none."""
    assert scan("Die Sitzung ist für den 29. Mai 2009 geplant.", day=day) == []


def test_an_announcement_is_quoted_with_its_time():
    """The words before the day alone would not say what is meant."""
    (problem,) = scan("Es ist so weit. Das Programm wird am 3. Mai 2009 vorgelegt.")
    assert "„Das Programm wird am 3. Mai 2009“" in problem.text
