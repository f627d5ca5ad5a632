"""Keeping in an account: works signed in · works by signing up or in · others' stay theirs · a visit does nothing."""

import pytest
from django.core import mail
from django.urls import reverse

from hireguide.diagnoses.models import Diagnosis, Draft
from hireguide.diagnoses.views.claim import WISHES
from tests.accounts.test_sign_in import PASSWORD, sign_in, text
from tests.accounts.test_sign_up import CODE_PAGE, code_in, sign_up
from tests.factories import BEN, make_diagnosis, make_draft, make_user

pytestmark = pytest.mark.django_db


def claim_url(kept):
    return reverse("diagnoses:claim", args=[kept.public_id])


def home_of(kept):
    return reverse("diagnoses:diagnosis", args=[kept.public_id])


@pytest.fixture
def kept():
    return make_diagnosis()


def test_whoever_is_signed_in_claims_it_and_others_find_nothing_there_but_keep_their_answers(client, kept):
    user = make_user()
    client.force_login(user)
    home = client.post(claim_url(kept)).url
    assert client.get(home).status_code == 200
    assert Diagnosis.objects.get().owner == user
    founder = client.__class__()
    assert founder.get(home).status_code == 404
    assert founder.get(reverse("wizard:resume", args=[kept.draft.public_id])).status_code == 302
    assert Draft.objects.get().owner is None


def test_a_founder_whose_kept_diagnosis_was_claimed_keeps_the_same_answers_again(client, edition):
    draft = make_draft(edition=edition, answers={"delivery_pain": "high"})
    first = client.post(reverse("wizard:keep", args=[draft.public_id])).url
    reader = client.__class__()
    reader.force_login(make_user())
    reader.post(first + "claim/")
    again = client.post(reverse("wizard:keep", args=[draft.public_id])).url
    assert again != first
    assert client.get(again).status_code == 200


def test_by_the_drafts_own_address_the_answers_under_way_come_along(client, edition):
    draft = make_draft(edition=edition, answers={"delivery_pain": "high"})
    user = make_user()
    client.force_login(user)
    home = client.post(reverse("wizard:claim", args=[draft.public_id])).url
    assert client.get(home).status_code == 200
    assert Diagnosis.objects.get().owner == Draft.objects.get().owner == user
    assert client.__class__().get(reverse("wizard:resume", args=[draft.public_id])).status_code == 404


def test_the_button_says_who_can_open_it_then(client, kept):
    assert "Others who have this address no longer open it" in text(client.get(home_of(kept)))
    verdict = client.get(reverse("wizard:verdict", args=[make_draft(answers={"delivery_pain": "high"}).public_id]))
    assert "Others who have their addresses no longer open them" in text(verdict)


def test_a_founder_keeps_the_verdict_by_signing_up_without_answering_again(client, edition):
    draft = make_draft(edition=edition, answers={"delivery_pain": "high"})
    answer = client.post(reverse("wizard:claim", args=[draft.public_id]))
    kept = Diagnosis.objects.get()
    assert answer.url.startswith("/accounts/signup/?next=")
    assert kept.owner is None
    sign_up(client, then=reverse("diagnoses:diagnosis", args=[kept.public_id]))
    answer = client.post(CODE_PAGE, {"code": code_in(mail.outbox[0])})
    assert answer.url == reverse("diagnoses:diagnosis", args=[kept.public_id])
    assert client.get(answer.url).status_code == 200
    assert Diagnosis.objects.get().owner.email == Draft.objects.get().owner.email == "new@example.com"
    assert client.__class__().get(answer.url).status_code == 404


def test_signing_up_anew_in_the_browser_that_asked_keeps_it_too(client, kept, settings):
    settings.ACCOUNT_RATE_LIMITS = False
    sign_up(client.__class__())  # and never enters that code
    client.post(claim_url(kept))
    sign_up(client)
    client.post(CODE_PAGE, {"code": code_in(mail.outbox[1])})
    assert client.get(home_of(kept)).status_code == 200
    assert Diagnosis.objects.get().owner.email == "new@example.com"


def test_signing_in_does_as_well_and_says_so_once(client, kept):
    make_user(password=PASSWORD)
    client.post(claim_url(kept))
    sign_in(client, BEN)
    assert Diagnosis.objects.get().owner.email == BEN
    assert Draft.objects.get().owner is None
    said = "What this browser was asked to keep is in your account now: 1 diagnosis"
    assert said in text(client.get(home_of(kept)))
    assert said not in text(client.get(home_of(kept)))


def test_whoever_lands_on_the_desk_is_told_there(client, kept):
    make_user(password=PASSWORD)
    client.post(claim_url(kept))
    sign_in(client, BEN)
    assert "is in your account now: 1 diagnosis" in text(client.get(reverse("advising:desk")))


def test_a_wish_counts_for_an_hour(client, kept):
    make_user(password=PASSWORD)
    client.post(claim_url(kept))
    session = client.session
    session[WISHES] = [(*wish, asked - 3_601) for *wish, asked in session[WISHES]]
    session.save()
    sign_in(client, BEN)
    assert Diagnosis.objects.get().owner is None
    assert "is in your account now" not in text(client.get(reverse("advising:desk")))


def test_signing_in_elsewhere_claims_nothing(client, kept):
    make_user(password=PASSWORD)
    client.post(claim_url(kept))
    sign_in(client.__class__(), BEN)
    assert Diagnosis.objects.get().owner is None


def test_what_somebody_else_claimed_meanwhile_stays_theirs(client, kept):
    make_user(password=PASSWORD)
    client.post(claim_url(kept))
    first = make_user("first@example.com")
    Diagnosis._base_manager.update(owner=first)
    sign_in(client, BEN)
    assert Diagnosis.objects.get().owner == first


def test_a_visit_changes_nothing(client, kept):
    client.force_login(make_user())
    assert client.get(claim_url(kept)).status_code == 302
    assert Diagnosis.objects.get().owner is None


def test_a_draft_without_a_verdict_leads_to_where_it_can_be_mended(client, edition):
    draft = make_draft(edition=edition, answers={"engineer_count": "many"})
    answer = client.post(reverse("wizard:claim", args=[draft.public_id]))
    assert answer.url == reverse("wizard:verdict", args=[draft.public_id])
    assert not Diagnosis.objects.exists()
