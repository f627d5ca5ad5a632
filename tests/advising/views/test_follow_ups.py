"""Follow-ups: works · needs sign-in · outsider gets 404 · htmx gets only the panel · viewers only look."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from hireguide.advising.models import FollowUp
from tests.factories import (
    EMIL,
    make_client,
    make_client_diagnosis,
    make_diagnosis,
    make_member,
    make_profile,
    make_user,
    make_workspace,
)

pytestmark = pytest.mark.django_db

GIVEN = {"hired": "vp_engineering", "worked": "yes", "note": "She came in May."}


@pytest.fixture
def workspace(client):
    made = make_workspace()
    client.force_login(made.memberships.get().user)
    return made


@pytest.fixture
def kept(workspace):
    return make_client_diagnosis(make_client(workspace), now=timezone.now() - timedelta(days=200))


def form(kept, months=None):
    return reverse("advising:follow_up", args=[kept.public_id]) + (f"?months={months}" if months else "")


def text(answer, status=200):
    assert answer.status_code == status
    return answer.content.decode()


def listed(workspace):
    return reverse("advising:follow_ups", args=[workspace.pk])


def test_what_is_asked_is_told_and_leaves_the_list(client, workspace, kept):
    page = text(client.get(listed(workspace)))
    assert form(kept, 6) in page
    assert "Nobody has told what came of any diagnosis yet" in page
    assert client.post(form(kept, 6), GIVEN).url == listed(workspace)
    page = text(client.get(listed(workspace)))
    assert "Thank you: what came of the advice to Acme is noted." in page
    assert "Nothing is asked for now" in page
    assert "She came in May." in page
    assert "1 of 1" in page
    assert "How this is counted" in page


def test_several_that_wait_are_one_notice_on_the_clients_page(client, kept):
    calm = make_profile(engineer_count=5)
    other = make_client_diagnosis(kept.client, profile=calm, now=timezone.now() - timedelta(days=190))
    page = text(client.get(reverse("advising:client", args=[kept.client.public_id])))
    assert page.count("Whom did they hire, and did it work?") == 1
    assert form(kept, 6) in page
    assert form(other, 6) in page


def test_it_can_be_changed(client, kept):
    client.post(form(kept, 6), GIVEN)
    page = text(client.get(form(kept)))
    assert page.count(" checked") == 2
    assert "She came in May." in page
    client.post(form(kept, 6), GIVEN | {"worked": "no", "note": ""})
    told = FollowUp.objects.get()
    assert (told.worked, told.note) == ("no", "")


def test_what_is_missing_is_named_and_what_was_typed_is_kept(client, kept):
    page = text(client.post(form(kept, 6), {"hired": "both", "note": "Half a sentence"}), 422)
    assert "Error: What came of the advice to Acme?" in page
    assert "Select whether it worked, or “Too early to say”" in page
    assert "Half a sentence" in page
    assert "Shorten the note" in text(client.post(form(kept, 6), GIVEN | {"note": "x" * 2001}), 422)
    assert not FollowUp.objects.exists()


def test_before_its_day_there_is_no_form_and_nothing_is_stored(client, kept):
    page = text(client.get(form(kept, 12)))
    assert "This is asked from" in page
    assert "<textarea" not in page
    assert client.post(form(kept, 12), GIVEN).status_code == 404
    assert not FollowUp.objects.exists()


@pytest.mark.parametrize(("days_ago", "months"), [(10, 6), (200, 6), (400, 12)])
def test_without_a_word_it_is_the_last_whose_day_has_come(client, workspace, days_ago, months):
    kept = make_client_diagnosis(make_client(workspace), now=timezone.now() - timedelta(days=days_ago))
    assert f"{months} months on" in text(client.get(form(kept)))


def test_another_number_of_months_is_no_page(client, kept):
    assert client.get(form(kept, 7)).status_code == 404


def test_it_needs_sign_in_and_outsiders_find_nothing(client, workspace, kept):
    client.logout()
    for address in (listed(workspace), form(kept)):
        assert client.get(address).url.startswith("/accounts/login/")
    client.force_login(make_user())
    assert client.get(listed(workspace)).status_code == 404
    assert client.get(form(kept)).status_code == 404
    assert client.post(form(kept), GIVEN).status_code == 404


def test_what_belongs_to_no_client_has_no_follow_up(client, workspace):
    assert client.get(form(make_diagnosis())).status_code == 404


def test_htmx_gets_only_the_panel(client, workspace, kept):
    for address in (listed(workspace), form(kept)):
        page = text(client.get(address, headers={"HX-Request": "true"}))
        assert "<html" not in page
        assert "<h1" in page


def test_a_viewer_reads_what_was_told_and_writes_nothing(client, workspace, kept):
    client.force_login(make_member(workspace, EMIL, "viewer"))
    assert "Nobody has told it yet" in text(client.get(form(kept)))
    assert client.post(form(kept), GIVEN).status_code == 403
    client.force_login(workspace.memberships.first().user)
    client.post(form(kept), GIVEN)
    client.force_login(workspace.memberships.last().user)
    page = text(client.get(form(kept)))
    assert "They hired a VP of Engineering; it worked." in page
    assert "<textarea" not in page
    assert "Tell what came of it" not in text(client.get(listed(workspace)))


def test_more_clients_need_no_more_queries(client, workspace, django_assert_max_num_queries):
    for number in range(30):
        kept = make_client_diagnosis(
            make_client(workspace, f"Client {number}"), now=timezone.now() - timedelta(days=200)
        )
        if number % 2:
            client.post(form(kept), GIVEN)
    with django_assert_max_num_queries(12):
        page = text(client.get(listed(workspace)))
    assert "<strong>15</strong> wait" in page
    assert "15 of 15 (100%)" in page
