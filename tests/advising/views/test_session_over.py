"""A form sent by somebody whose session is over: what was typed is shown, and the way back leads to a page."""

from urllib.parse import quote

import pytest
from django.urls import reverse

from hireguide.advising.forms.clients import ClientForm
from hireguide.advising.forms.follow_ups import FollowUpForm
from hireguide.advising.forms.voices import PersonForm
from hireguide.advising.forms.workspaces import InviteForm, WorkspaceForm
from hireguide.advising.wording.typed import typed_rows
from hireguide.diagnoses.admin.overrides import ReviewForm
from hireguide.diagnoses.forms import OverrideForm
from hireguide.editing.forms.draft import RenameForm, StartForm
from hireguide.editing.forms.examples import ExampleForm
from hireguide.editing.forms.publishing import PublishForm, RollBackForm
from hireguide.editing.forms.simulator import SourceForm
from hireguide.rulebooks.forms.kinds import FORMS
from hireguide.workspaces.models import Client
from tests.accounts.test_middleware import behind_sign_in
from tests.factories import make_client, make_client_diagnosis, make_workspace

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/?next="
NOTES = "They hired.\nThen <fired>."


@pytest.fixture
def acme():
    return make_client(make_workspace())


def url(name, acme):
    return reverse(f"advising:{name}", args=[acme.public_id])


def text(answer, status=403):
    assert answer.status_code == status
    return answer.content.decode()


def test_what_was_typed_is_shown_and_nothing_is_saved(client, acme):
    where = url("edit_client", acme)
    typed = {"name": "Acme Two", "notes": NOTES, "stage": "series_a", "revision": "0", "password": "hunter2"}
    answer = client.post(where, typed, headers={"Referer": f"http://testserver{where}"})
    page = text(answer)
    assert "<title>Error: Your session is over" in page
    for told in (
        "They hired.<br>Then &lt;fired&gt;.",
        "Acme Two",
        "Series A",
        "<dt>Notes</dt>",
        f'href="{LOGIN}{where}"',
    ):
        assert told in page
    assert "hunter2" not in page
    assert answer["Cache-Control"] == "no-store"
    assert Client.objects.get().name == "Acme"


def test_it_leads_to_a_page_that_opens_where_the_address_only_takes_forms(client, acme):
    page = url("client", acme) + "?page=2"
    for name in ("archive", "restore"):
        assert f'href="{LOGIN}{url("client", acme)}%3Fpage%3D2"' in text(
            client.post(url(name, acme), headers={"Referer": f"http://testserver{page}"})
        )
        for elsewhere in ("", "https://evil.example/advising/", "http://testserver.evil.example/"):
            back = text(client.post(url(name, acme), headers={"Referer": elsewhere}))
            assert f'href="{LOGIN}{reverse("advising:desk")}"' in back


@pytest.mark.parametrize("path", ["//evil.example/x", "///evil.example/x", "/\\evil.example/x", ""])
def test_it_leads_to_no_address_that_a_browser_reads_as_another_site(client, acme, path):
    page = text(client.post(url("archive", acme), headers={"Referer": f"http://testserver{path}"}))
    assert f'href="{LOGIN}{reverse("advising:desk")}"' in page
    assert "evil" not in page


def test_htmx_gets_a_notice_beside_the_form_which_stays_filled_in(client, acme):
    kept = make_client_diagnosis(acme)
    page = f"http://testserver{url('client', acme)}"
    answer = client.post(
        reverse("advising:follow_up", args=[kept.public_id]),
        {"note": "Half a sentence"},
        headers={"HX-Request": "true", "HX-Current-URL": page, "HX-Target": "panel"},
    )
    said = text(answer)
    assert "<html" not in said
    assert "what you entered is still here" in said
    assert f'href="{LOGIN}{quote(url("client", acme), safe="")}" target="_blank"' in said
    assert answer["HX-Push-Url"] == "false"


def test_choices_are_told_in_words_and_a_number_of_ones_own_as_it_was_typed():
    sent = {"delivery_pain": ["unknown"], "engineer_count": ["own"], "engineer_count__own": ["12"], "seen": ["x"]}
    rows = [(row.question, row.answer) for row in typed_rows(sent.items())]
    assert [answer for _, answer in rows][1:] == ["Another number", "12"]
    assert rows[1][0] == rows[2][0]
    assert "unknown" not in rows[0][1]
    assert [row.answer for row in typed_rows([("verdict", ["pairing"]), ("form-0-name", ["verdict", " "])])] == [
        "Both seats as a pair",
        "verdict",
    ]


DESKS = (ClientForm, FollowUpForm, PersonForm, InviteForm, WorkspaceForm, OverrideForm)
STAFFS = (StartForm, RenameForm, PublishForm, RollBackForm, ExampleForm, SourceForm, ReviewForm, *FORMS.values())
TICKS = {"again", "looked"}


def test_what_is_typed_of_a_rule_is_told_in_its_words():
    sent = [
        ("key", ["slips"]),
        ("when-all-0-field", ["engineer_count"]),
        ("when-all-0-op", ["at_least"]),
        ("when-all-0-value", ["15"]),
        ("cell-none-some-verdict", ["pairing"]),
        ("revision", ["3"]),
        ("password1", ["hunter2"]),
        ("because", [""]),
    ]
    assert [(row.question, row.answer) for row in typed_rows(sent)] == [
        ("Key", "slips"),
        ("Question (when all 0)", "Engineering team size"),
        ("Comparison (when all 0)", "is at least"),
        ("Value (when all 0)", "15"),
        ("Verdict (cell none some)", "Both seats as a pair"),
    ]


FORMS_OF_ALL = {
    "admin:rulebooks_evidence_add": "admin:login",
    "admin:accounts_user_add": "admin:login",
    "editing:start": "admin:login",
    "advising:new_workspace": "account_login",
}


@pytest.mark.parametrize(("name", "way_in"), FORMS_OF_ALL.items())
def test_what_was_typed_is_shown_on_the_staffs_pages_too_and_no_password_is(client, name, way_in):
    where = reverse(name)
    typed = {"because": "Slips are <seen>.", "title": "A title", "name": "A name", "password1": "hunter2"}
    answer = client.post(where, typed, headers={"Referer": f"http://testserver{where}"})
    page = text(answer)
    assert "Slips are &lt;seen&gt;." in page
    assert f'href="{reverse(way_in)}?next={where}" target="_blank"' in page
    assert "hunter2" not in page
    assert "no-store" in answer["Cache-Control"]
    back = reverse("advising:desk" if way_in == "account_login" else "admin:index")
    assert f'href="{reverse(way_in)}?next={back}"' in text(client.post(where))


def test_no_form_behind_a_sign_in_leads_away_from_what_was_typed(client):
    led_away = {}
    for name, path in behind_sign_in():
        if name.startswith(("account_", "mfa_", "usersessions_")):
            continue  # nothing is typed there but passwords and codes
        answer = client.post(path, {"because": "So."})
        if answer.status_code not in {403, 404, 405}:
            led_away[name] = answer.status_code
        elif answer.status_code == 403:
            assert "So." in answer.content.decode(), name
    assert led_away == {}


@pytest.mark.parametrize("form", [*DESKS, *STAFFS])
def test_no_field_of_a_form_is_forgotten(form):
    shown = {name for name, field in form.base_fields.items() if not field.widget.is_hidden} - TICKS
    assert [name for name in shown if not typed_rows([(name, ["x"])])] == []


def test_an_address_that_only_takes_forms_says_so_and_leads_on(client, acme):
    client.force_login(acme.workspace.memberships.get().user)
    answer = client.get(url("archive", acme))
    assert "There is no page at this address" in text(answer, 405)
    assert reverse("advising:desk") in answer.content.decode()
    assert answer["Allow"] == "POST"
