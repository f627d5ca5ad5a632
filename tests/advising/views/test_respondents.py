"""The respondent's pages: they work · need the link, no account · open nothing else · say so when they have ended."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hireguide.advising.models import Respondent
from hireguide.advising.services import voices
from hireguide.advising.services.respondents import LinkHasEndedError
from hireguide.diagnoses.models import Diagnosis, Draft
from hireguide.web.keys import new_token
from tests.advising.asked import ANSWERS, CLASH, ask, come_in, door
from tests.factories import make_draft
from tests.wizard.drafts import HTMX, panel

pytestmark = pytest.mark.django_db


def hand_in_url(draft):
    return reverse("advising:hand_in", args=[draft.public_id])


def again(link):
    return Respondent.objects.get(pk=link.respondent.pk)


def test_the_door_says_who_asks_about_whom_and_what_happens_and_begins_nothing(client):
    _, (fay, _) = ask()
    response = client.get(door(fay))
    page = panel(response)
    for words in ("Northbridge asks you about Acme", "dora@example.com of Northbridge", "For Fay Oduya", "ten minutes"):
        assert words in page
    assert "don’t see your answers" in page
    assert "CEO or founder" in page
    assert response["Cache-Control"] == "no-store"
    assert 'content="noindex"' in response.content.decode()
    assert not Draft.objects.exists()
    assert "Gus" not in page


def test_start_leads_to_the_questions_and_the_link_leads_back_to_them_from_any_browser(client):
    _, (fay, _) = ask()
    response = client.post(door(fay))
    draft = Draft.objects.get()
    assert response.url == reverse("wizard:resume", args=[draft.public_id])
    assert client.get(response.url).status_code == 302
    other = Client()
    assert other.get(response.url).status_code == 404
    assert ">Go on</button>" in panel(other.get(door(fay)))
    assert other.post(door(fay)).url == response.url
    assert other.get(response.url).status_code == 302
    assert Draft.objects.count() == 1


def test_a_link_opens_its_own_questions_and_no_others(client):
    _, (fay, gus) = ask()
    fays = come_in(client, fay)
    guss = come_in(Client(), gus)
    assert client.get(reverse("wizard:check", args=[fays.public_id])).status_code == 200
    assert client.get(reverse("wizard:check", args=[guss.public_id])).status_code == 404
    assert client.get(hand_in_url(guss), follow=True).status_code == 404
    assert client.post(hand_in_url(guss), follow=True).status_code == 404
    assert again(gus).handed_in_at is None


@pytest.mark.parametrize(
    ("how", "words"), [("expired", "and they are over"), ("revoked", "has taken it back"), ("closed", "are closed")]
)
def test_a_link_that_has_ended_says_so_and_nothing_of_the_client(client, how, words):
    opened, (fay, _) = ask(at=timezone.now() - timedelta(days=15 if how == "expired" else 1))
    if how == "revoked":
        voices.revoke_link(fay.respondent, by=opened.opened_by, at=timezone.now())
    if how == "closed":
        voices.close_round(opened, by=opened.opened_by, at=timezone.now())
    for response in (client.get(door(fay)), client.post(door(fay))):
        page = response.content.decode()
        assert response.status_code == 410
        assert words in page
        assert not any(name in page for name in ("Acme", "Northbridge", "Fay", "dora@"))
    assert not Draft.objects.exists()


def test_a_link_that_never_was_says_what_may_have_happened(client):
    response = client.get(f"/advising/answer/{new_token()}/")
    assert response.status_code == 404
    assert "a part of it was lost when it was copied" in panel(response)


def test_answers_are_handed_in_and_thanked_for_and_the_advisor_has_them(client):
    _, (fay, _) = ask()
    draft = come_in(client, fay, **ANSWERS)
    assert client.get(hand_in_url(draft)).url == reverse("wizard:check", args=[draft.public_id])
    response = client.post(hand_in_url(draft))
    assert response.url == hand_in_url(draft)
    page = panel(client.get(response.url))
    assert "Your answers are handed in" in page
    assert "Northbridge has them since" in page
    assert again(fay).facts["engineer_count"] == 12
    assert not Diagnosis.objects.exists()


def test_they_are_changed_and_handed_in_again(client):
    _, (fay, _) = ask()
    draft = come_in(client, fay, **ANSWERS)
    client.post(hand_in_url(draft))
    come_in(client, fay, stage="series_a")
    client.post(hand_in_url(draft))
    assert again(fay).facts["stage"] == "series_a"
    assert "You handed in your answers on" in panel(client.get(door(fay)))


@pytest.mark.parametrize("answers", [CLASH, {"engineer_count": "many"}])
def test_what_cannot_be_judged_has_to_be_mended_first(client, answers):
    _, (fay, _) = ask()
    draft = come_in(client, fay, **answers)
    assert client.post(hand_in_url(draft)).url == reverse("wizard:check", args=[draft.public_id])
    assert again(fay).handed_in_at is None


def test_a_founders_draft_is_nothing_to_hand_in(client):
    draft = make_draft(created_at=timezone.now())
    for response in (client.get(hand_in_url(draft)), client.post(hand_in_url(draft))):
        assert response.status_code == 404


def test_without_the_key_there_is_nothing_to_hand_in(client):
    _, (fay, _) = ask()
    draft = come_in(Client(), fay)
    assert client.post(hand_in_url(draft)).status_code == 404


def test_whoever_hands_in_too_late_is_told_so(client):
    opened, (fay, _) = ask()
    draft = come_in(client, fay, **ANSWERS)
    voices.close_round(opened, by=opened.opened_by, at=timezone.now())
    response = client.post(hand_in_url(draft), follow=True)
    assert response.status_code == 404
    assert "You can’t answer here any more" in panel(response)
    assert again(fay).handed_in_at is None


def test_a_link_that_ends_while_start_is_pressed_begins_nothing(client, monkeypatch):
    def late(*args, **kwargs):
        raise LinkHasEndedError

    _, (fay, _) = ask()
    monkeypatch.setattr("hireguide.advising.views.respondents.begin", late)
    assert client.post(door(fay)).url == door(fay)
    assert "keys" not in client.session


def test_htmx_gets_only_the_panel(client):
    _, (fay, _) = ask()
    draft = come_in(client, fay, **ANSWERS)
    client.post(hand_in_url(draft))
    for address, title in ((door(fay), "Questions about Acme"), (hand_in_url(draft), "Your answers are handed in")):
        page = client.get(address, headers=HTMX).content.decode()
        assert page.startswith(f"<title>{title} – Hireguide</title>")
        assert "<html" not in page
