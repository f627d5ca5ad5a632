from datetime import date, timedelta

import pytest

from hireguide.advising.documents.clients import changed_words, client_lines, differences, staleness
from hireguide.advising.selectors.clients import Wanted, clients_wanted, latest_of
from hireguide.diagnoses.models import Diagnosis
from hireguide.diagnoses.services import override_diagnosis
from hireguide.workspaces.selectors import last_change_of
from hireguide.workspaces.services import ClientDetails, change_client
from tests.factories import NOW, make_client, make_client_diagnosis, make_workspace

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("days", "kind", "words"),
    [
        (-1, "overdue", "Overdue since 20 November 2026"),
        (0, "due", "Due today"),
        (1, "soon", "Due on 22 November 2026"),
        (30, "soon", "Due on 21 December 2026"),
        (31, "later", "Due on 22 December 2026"),
    ],
)
def test_staleness_is_told_in_words(days, kind, words):
    told = staleness(Diagnosis(due_on=DAY + timedelta(days=days)), today=DAY)
    assert (told.kind, told.words) == (kind, words)


def test_what_was_never_looked_at_or_has_no_day_says_so():
    assert staleness(None, today=DAY).words == "Not diagnosed yet"
    assert staleness(Diagnosis(), today=DAY).words == "No day set"


def test_a_line_says_the_verdict_and_what_an_advisor_says_instead():
    workspace = make_workspace()
    dora = workspace.memberships.get().user
    acme = make_client(workspace, tags=["fintech"])
    make_client(workspace, "Beta")
    kept = make_client_diagnosis(acme)
    override_diagnosis(kept, verdict="neither_yet", reason="Earlier.", by=dora, now=NOW)
    override_diagnosis(kept, verdict="pairing", reason="Now.", by=dora, now=NOW + timedelta(hours=1))
    listed = list(clients_wanted(dora, workspace, Wanted(), today=DAY).prefetch_related("tags"))
    line, other = client_lines(listed, latest_of(listed), today=DAY)
    assert (line.verdict, line.verdict_name, line.instead) == (
        "vp_engineering_first",
        "VP Engineering first",
        "Both seats as a pair",
    )
    assert (line.tags, line.looked_at) == (("fintech",), NOW)
    assert (other.verdict, other.verdict_name, other.instead, other.looked_at) == ("", "", "", None)


def test_what_two_people_typed_is_told_field_by_field():
    workspace = make_workspace()
    dora = workspace.memberships.get().user
    acme = make_client(workspace, "Acme", tags=["a"], stage="seed", employee_count=3)
    theirs = change_client(
        acme, ClientDetails("Acme", "series_a", 0, notes="Mine."), tags=["a", "b"], revision=0, by=dora, at=NOW
    )
    told = differences(theirs, ClientDetails("Acme", "seed", 3), ["a"])
    assert [(one.label, one.theirs, one.mine) for one in told] == [
        ("Stage", "Series A", "Seed"),
        ("People", "0", "3"),
        ("Notes", "Mine.", "nothing"),
        ("Tags", "a, b", "a"),
    ]
    assert differences(theirs, ClientDetails("Acme", "series_a", 0, notes="Mine."), ["b", "a"]) == []
    who = changed_words(last_change_of(theirs))
    assert who == "dora@example.com changed the client Acme on 21 November 2026, 09:00, while you were writing."
    assert changed_words(None) == "This client was changed while you were writing."
