"""The calendar file (RFC 5545) with the one day on which to look at a verdict again."""

from datetime import date, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from django.utils.dateformat import format as format_date
from icalendar import Calendar, Event

from hireguide.diagnoses.documents.document import VerdictDocument

_MAKER = "-//Hireguide//When to come back//EN"


def calendar_file(document: VerdictDocument, *, on: date, address: str, start: str, note: str, now: datetime) -> bytes:
    """An entry for the whole day `on` that names what would change the verdict and `address`, where it stands.

    `start` is where to answer anew; `note` is a sentence about the address, or "". Files for one address share the id
    of the entry, so that a calendar moves it and keeps one.
    """
    event = Event()
    event.add("uid", str(uuid5(NAMESPACE_URL, address)))
    event.add("dtstamp", now)
    event.add("dtstart", on)
    event.add("dtend", on + timedelta(days=1))
    event.add("summary", "Look at the technology leadership again")
    event.add("description", _description(document, address, start, note))
    event.add("url", address)
    event.add("transp", "TRANSPARENT")  # the day stays free
    calendar = Calendar()
    calendar.add("prodid", _MAKER)
    calendar.add("version", "2.0")
    calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content


def _description(document: VerdictDocument, address: str, start: str, note: str) -> str:
    name = f" for {document.company_name}" if document.company_name else ""
    lines = [f"On {format_date(document.made_at, 'j F Y')} the advice{name} was: {document.title}."]
    moments = document.come_back.moments if document.come_back else ()
    if moments:
        lines += ["", "What time may bring:", *(f"- {moment.text}. {moment.plan}".rstrip() for moment in moments)]
    lines += ["", "What has changed since? The diagnosis:", address]
    lines += [note] if note else []
    return "\n".join([*lines, "", "To answer anew:", start])
