"""The lines of a list of clients, in words."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.utils.dateformat import format as format_date
from django.utils.text import capfirst
from django.utils.timezone import localtime

from hireguide.advising.selectors.clients import SOON
from hireguide.diagnoses.models import Diagnosis
from hireguide.rulebooks.wording import VERDICT_LABELS
from hireguide.workspaces.models import Activity, Client
from hireguide.workspaces.services import ClientDetails


@dataclass(frozen=True, slots=True)
class Staleness:
    """When to look again, in words; `kind` is "overdue", "due", "soon", "later" or "none"."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class ClientLine:
    """One client of a list, with what was last said of it; `instead` is the verdict that somebody put beside it."""

    client: Client
    tags: tuple[str, ...]
    verdict: str
    verdict_name: str
    looked_at: datetime | None
    staleness: Staleness
    instead: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One field in which what was typed differs from what somebody else stored meanwhile, in words; `field` is its
    name in the form."""

    field: str
    label: str
    theirs: str
    mine: str


def staleness(latest: Diagnosis | None, *, today: date) -> Staleness:
    """When a client's newest diagnosis asks for another look."""
    if latest is None:
        return Staleness("none", "Not diagnosed yet")
    if latest.due_on is None:
        return Staleness("none", "No day set")
    on = format_date(latest.due_on, "j F Y")
    if latest.due_on < today:
        return Staleness("overdue", f"Overdue since {on}")
    if latest.due_on == today:
        return Staleness("due", "Due today")
    return Staleness("soon" if latest.due_on <= today + SOON else "later", f"Due on {on}")


def client_lines(clients: Iterable[Client], latest: Mapping[int, Diagnosis], *, today: date) -> list[ClientLine]:
    """The lines of some clients, in their order; their tags have been read."""
    return [_line(client, latest.get(client.pk), today) for client in clients]


def differences(theirs: Client, mine: ClientDetails, my_tags: Collection[str]) -> list[Difference]:
    """Where what is stored of a client and what was typed differ, field by field."""
    typed = Client(**asdict(mine))
    pairs = [(name, label, _words(theirs, name), _words(typed, name)) for name, label in _LABELS.items()]
    tags = sorted(tag.name for tag in theirs.tags.all())
    pairs.append(("tags", "Tags", ", ".join(tags) or "none", ", ".join(sorted(my_tags)) or "none"))
    return [Difference(name, label, one, other) for name, label, one, other in pairs if one != other]


def changed_words(last: Activity | None) -> str:
    """Who stored something meanwhile, and when."""
    if last is None:
        return "This client was changed while you were writing."
    at = format_date(localtime(last.at), "j F Y, H:i")
    return f"{last.who or 'Somebody'} {last.what} on {at}, while you were writing."


_LABELS = {
    "name": "Company",
    "stage": "Stage",
    "employee_count": "People",
    "contact_name": "Contact",
    "contact_email": "Their e-mail address",
    "notes": "Notes",
}


def _words(client: Client, name: str) -> str:
    value = client.get_stage_display() if name == "stage" else getattr(client, name)
    return "nothing" if value in (None, "") else str(value)


def _line(client: Client, latest: Diagnosis | None, today: date) -> ClientLine:
    overrides = list(latest.overrides.all()) if latest else []
    return ClientLine(
        client=client,
        tags=tuple(tag.name for tag in client.tags.all()),
        verdict=latest.verdict if latest else "",
        verdict_name=capfirst(VERDICT_LABELS[latest.verdict]) if latest else "",
        looked_at=latest.made_at if latest else None,
        staleness=staleness(latest, today=today),
        instead=capfirst(VERDICT_LABELS[overrides[0].verdict]) if overrides else "",
    )
