"""Somebody invited to answer: sees every question, in order, and nothing of what the rules make of their answers."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hireguide.diagnoses.models import Diagnosis, Draft
from hireguide.diagnoses.services import close_to_respondent
from hireguide.profiles.wording import QUESTIONS, SECTION_WORDING
from hireguide.rules import FIELDS, SECTIONS
from hireguide.workspaces.selectors import SESSION_KEYS
from tests.factories import make_client, make_respondent, make_round, make_workspace
from tests.wizard.drafts import COMPANY, FOUNDERS, HTMX, live_draft, panel, url_of

pytestmark = pytest.mark.django_db
SETTLING = {"employee_count": "3", "engineer_count": "2"}
CLASH = {"delivery_pain": "high", "engineer_count": "0"}
WHOLE = {name: "unknown" for name, field in FIELDS.items() if field.kind != "integer"} | {
    f"{name}__unknown": "yes" for name, field in FIELDS.items() if field.kind == "integer"
}


def hold(client, *drafts):
    """Let a browser open these drafts, as their links do."""
    session = client.session
    session[SESSION_KEYS] = [draft.key_hash for draft in drafts]
    session.save()


@pytest.fixture
def invited(client):
    """A function that makes a draft about Acme of somebody whose link this browser has opened."""
    asked = make_round(make_client(make_workspace()))

    def make(answers=(), **kwargs):
        draft = live_draft({"company_name": "Acme"} | dict(answers), **kwargs)
        draft.client = asked.client
        draft.key_hash = make_respondent(asked, handed_in=False).token_hash
        draft.key_until = timezone.now() + timedelta(days=14)
        draft.save()
        hold(client, draft)
        return draft

    return make


def test_every_section_is_asked_in_order_whatever_it_may_do_to_the_verdict(client, invited):
    draft = invited(SETTLING | {"engineers_next_year": "2", "stage": "seed"}, path=["company"])
    asked = []
    address = client.get(url_of(draft, "resume")).url
    while "/check/" not in address:
        asked.append(address.split("/")[-2])
        page = panel(client.get(address))
        assert "Not needed" not in page
        typed = {name: text for name, text in WHOLE.items() if f'name="{name}"' in page}
        address = client.post(address, typed).url
    assert asked == list(SECTIONS[1:])


def test_the_counter_counts_every_question_that_applies(client, invited):
    assert "About Acme. At most 36 questions left" in panel(client.get(url_of(invited())))
    page = panel(client.get(url_of(invited(COMPANY | {"technology_lead": "none"}), section="founders")))
    assert "At most 29 questions left" in page
    assert "No question left<" in panel(client.get(url_of(invited(WHOLE), section="hiring")))


@pytest.mark.parametrize("answers", [{}, SETTLING, CLASH])
def test_no_page_shows_a_picture_a_verdict_or_a_way_to_one(client, invited, answers):
    draft = invited(answers)
    addresses = [url_of(draft, section=section) for section in SECTIONS] + [
        url_of(draft, "check"),
        url_of(draft, "saved"),
    ]
    for address in addresses:
        page = panel(client.get(address))
        assert not [word for word in ("<svg", "verdict", "diagnosis", "settles it", "Not needed") if word in page], (
            address
        )


def test_the_companys_name_is_neither_asked_nor_changed(client, invited):
    draft = invited()
    assert "company_name" not in panel(client.get(url_of(draft)))
    client.post(url_of(draft), COMPANY | {"company_name": "Other"})
    draft.refresh_from_db()
    assert draft.answers == COMPANY | {"company_name": "Acme"}
    assert QUESTIONS["company_name"].label not in panel(client.get(url_of(draft, "check")))


def test_a_blank_is_told_even_where_it_cannot_matter(client, invited):
    response = client.post(url_of(invited(SETTLING), section="founders"), {"ceo_is_technical": "yes"})
    assert response.status_code == 422
    assert QUESTIONS["product_market_fit"].missing in panel(response)


@pytest.mark.parametrize("name", ["verdict", "keep", "what_if", "keep_what_if", "come_back"])
def test_what_is_about_a_verdict_leads_to_the_check_page(client, invited, name):
    draft = invited(WHOLE)
    for response in (client.get(url_of(draft, name)), *([] if name[0] == "c" else [client.post(url_of(draft, name))])):
        assert response.status_code in {302, 405}
        assert response.status_code == 405 or response.url == url_of(draft, "check")
    assert not Diagnosis.objects.exists()


def test_the_check_page_lists_the_answers_and_hands_them_in(client, invited):
    draft = invited(COMPANY | FOUNDERS)
    page = panel(client.get(url_of(draft, "check")))
    assert "30 people" in page
    assert f'action="{reverse("advising:hand_in", args=[draft.public_id])}"' in page
    assert "Hand in my answers" in page
    assert "30 questions have no answer yet." in page
    assert f'href="{url_of(draft, section="lead")}">Answer what is open</a>' in page
    page = panel(client.get(url_of(invited(WHOLE), "check")))
    assert "Every question is answered, 36 of them with “I don’t know”. Change what is not right" in page


def test_what_does_not_pass_is_mended_first(client, invited):
    response = client.get(url_of(invited({"engineer_count": "many"}), "check"))
    page = panel(response)
    assert "<title>Error: Check your answers" in response.content.decode()
    assert "There is a problem" in page
    assert "Hand in" not in page


def test_answers_that_clash_are_shown_with_the_way_to_change_them(client, invited):
    draft = invited(CLASH)
    page = panel(client.get(url_of(draft, "check")))
    assert "With no engineers there are no commitments to slip." in page
    assert page.count(f'href="{url_of(draft)}?return=check#q-engineer_count"') == 2
    assert "Hand in my answers" not in page


def test_a_change_returns_to_the_check_page(client, invited):
    draft = invited(WHOLE)
    response = client.post(url_of(draft, section="founders", query="?return=check"), FOUNDERS)
    assert response.url == url_of(draft, "check")
    brought = client.post(url_of(invited(WHOLE | {"technology_lead": "none"}), section="lead") + "?return=check", {})
    assert brought.status_code == 422


def test_the_first_page_has_no_way_back_and_the_second_one_to_the_first(client, invited):
    assert "back-link" not in panel(client.get(url_of(invited())))
    draft = invited(COMPANY, path=["company"])
    assert f'class="back-link" href="{url_of(draft)}"' in panel(client.get(url_of(draft, section="founders")))


def test_whoever_comes_back_later_has_their_link_and_is_mailed_nothing(client, invited, mailoutbox):
    draft = invited(COMPANY)
    assert client.post(url_of(draft), COMPANY | {"then": "later"}).url == url_of(draft, "saved")
    page = panel(client.get(url_of(draft, "saved")))
    assert "open the link that you were sent" in page
    assert draft.public_id not in page.replace(url_of(draft, "resume"), "").replace(url_of(draft, "delete"), "")
    client.post(url_of(draft, "saved"), {"email": "fay@example.com"})
    assert not mailoutbox


def test_their_answers_are_deleted_at_their_word(client, invited):
    draft = invited(COMPANY)
    response = client.post(url_of(draft, "delete"))
    assert not Draft.objects.exists()
    page = panel(client.get(response.url))
    assert "open your link again" in page
    assert "Start again" not in page


def test_when_the_link_ends_what_was_typed_is_shown_back_and_not_saved(client, invited):
    draft = invited({"stage": "seed"})
    close_to_respondent(draft, now=timezone.now())
    typed = {
        "employee_count": "<thirty>",
        "engineer_count": "12",
        "stage": "series_a",
        "engineers_next_year__unknown": "yes",
    }
    response = client.post(url_of(draft), typed | {"stage": "series_a"})
    page = panel(response)
    assert response.status_code == 404
    assert "<title>Error: You can’t answer here any more" in response.content.decode()
    assert "What you have just sent was not saved" in page
    for answer in ("“&lt;thirty&gt;”", "12 engineers", "Series A", "I don’t know"):
        assert answer in page
    assert page.count("<dt>") == 4
    draft.refresh_from_db()
    assert draft.answers["stage"] == "seed"


def test_a_visit_after_the_link_has_ended_is_told_so_and_nothing_of_the_client(client, invited):
    draft = invited(COMPANY)
    close_to_respondent(draft, now=timezone.now())
    for name in ("section", "check", "saved", "resume", "verdict", "what_if"):
        response = client.get(url_of(draft, name))
        assert response.status_code == 404
        assert "You can’t answer here any more" in panel(response)
        assert "Acme" not in response.content.decode()
    fragment = client.get(url_of(draft), headers=HTMX).content.decode()
    assert fragment.startswith("<title>You can’t answer here any more")


def test_a_stale_token_after_the_link_has_ended_says_so_too(client, invited):
    draft = invited()
    close_to_respondent(draft, now=timezone.now())
    strict = Client(enforce_csrf_checks=True)
    hold(strict, draft)
    response = strict.post(url_of(draft), COMPANY)
    assert response.status_code == 404
    assert "12 engineers" in panel(response)


def test_a_stale_token_gives_the_same_form_back(client, invited):
    draft = invited()
    strict = Client(enforce_csrf_checks=True)
    hold(strict, draft)
    response = strict.post(url_of(draft), COMPANY)
    assert response.status_code == 403
    assert 'value="12"' in panel(response)
    assert "company_name" not in panel(response)


def test_nobody_else_opens_it(client, invited):
    draft = invited()
    assert SECTION_WORDING["company"].title in panel(client.get(url_of(draft)))
    member = Client()
    member.force_login(draft.client.workspace.memberships.get().user)
    for other in (Client(), member):
        for name in ("section", "check", "saved", "resume", "verdict"):
            assert other.get(url_of(draft, name)).status_code == 404
