"""The file is read back by its own library, and its lines are held against RFC 5545 itself."""

from datetime import UTC, date, datetime

import pytest
from icalendar import Calendar

from hireguide.diagnoses.documents import calendar_file
from tests.diagnoses.documents.results import document_of, example

ADDRESS = "https://hireguide.example/diagnoses/AAAAAAAAAAAAAAAAAAAAAA/"
START = "https://hireguide.example/wizard/"
DAY = date(2027, 2, 19)
NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
NASTY = "Ä; B, C\\D\nEND:VEVENT " + "ß" * 90


def made(document=None, *, on=DAY, note=""):
    document = document or document_of(example("ex_nobody_to_judge_the_vp"))
    return calendar_file(document, on=on, address=ADDRESS, start=START, note=note, now=NOW)


def entry(content):
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    return event


def test_it_is_one_whole_day_that_stays_free():
    event = entry(made())
    assert event.decoded("dtstart") == DAY
    assert event.decoded("dtend") == date(2027, 2, 20)
    assert event["dtstart"].params["VALUE"] == "DATE"
    assert event["transp"] == "TRANSPARENT"
    assert event.decoded("dtstamp") == NOW


def test_it_names_the_verdict_what_may_change_it_and_where_it_stands():
    text = str(entry(made(note="Gone after Christmas."))["description"])
    assert "On 21 November 2026 the advice was:" in text
    assert "once the company has 31 engineers (you said 18)" in text
    assert ADDRESS in text
    assert START in text
    assert "Gone after Christmas." in text
    assert entry(made())["url"] == ADDRESS


def test_without_anything_that_time_brings_it_speaks_of_none():
    text = str(entry(made(document_of(example("ex_both_seats_filled"))))["description"])
    assert "What time may bring" not in text
    assert "The diagnosis:" in text


def test_the_same_address_keeps_its_entry_on_whatever_day():
    other = entry(made(on=date(2028, 1, 1)))
    assert entry(made())["uid"] == other["uid"]
    assert other.decoded("dtstart") == date(2028, 1, 1)


@pytest.mark.parametrize("name", ["", NASTY.replace("\n", " ")])
def test_its_lines_are_short_end_as_they_must_and_take_any_name(name):
    content = made(document_of({"company_name": name, **example("ex_nobody_to_judge_the_vp")}))
    lines = content.split(b"\r\n")
    assert lines[-1] == b""
    assert b"\n" not in b"".join(lines)
    assert b"\r" not in b"".join(lines)
    assert max(map(len, lines)) <= 75
    assert all(line.decode() is not None for line in lines)
    assert (lines[0], lines[-2]) == (b"BEGIN:VCALENDAR", b"END:VCALENDAR")
    required = (
        b"VERSION:2.0",
        b"PRODID:",
        b"BEGIN:VEVENT",
        b"UID:",
        b"DTSTAMP:20261121T093000Z",
        b"DTSTART;VALUE=DATE:",
    )
    assert all(any(line.startswith(start) for line in lines) for start in required)


def test_a_name_of_any_kind_comes_back_as_it_was():
    name = NASTY.replace("\n", " ")
    document = document_of({"company_name": name, **example("ex_nobody_to_judge_the_vp")})
    content = made(document)
    assert f"the advice for {name} was:" in str(entry(content)["description"])
    assert content.count(b"BEGIN:VEVENT") == content.count(b"\r\nEND:VEVENT") == 1
