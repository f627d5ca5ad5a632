"""A form sent by somebody whose session is over: what was typed is shown, and the way back leads to a page."""

from urllib.parse import quote

import pytest
from django.urls import reverse

from hireguide.advising.forms.clients import ClientForm
from hireguide.advising.forms.follow_ups import FollowUpForm
from hireguide.advising.forms.voices import PersonForm
from hireguide.advising.forms.workspaces import InviteForm, WorkspaceForm
from hireguide.advising.wording.typed import typed_rows
from hireguide.diagnoses.forms import OverrideForm
from hireguide.workspaces.models import Client
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


@pytest.mark.parametrize("form", [ClientForm, FollowUpForm, PersonForm, InviteForm, WorkspaceForm, OverrideForm])
def test_no_field_of_a_form_is_forgotten(form):
    shown = {name for name, field in form.base_fields.items() if not field.widget.is_hidden} - {"again"}
    assert [name for name in shown if not typed_rows([(name, ["x"])])] == []


def test_an_address_that_only_takes_forms_says_so_and_leads_on(client, acme):
    client.force_login(acme.workspace.memberships.get().user)
    answer = client.get(url("archive", acme))
    assert "There is no page at this address" in text(answer, 405)
    assert reverse("advising:desk") in answer.content.decode()
    assert answer["Allow"] == "POST"
