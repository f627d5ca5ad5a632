import re

import pytest
from django.test import Client

from hireguide.diagnoses.models import Draft
from tests.factories import ADA, make_user
from tests.wizard.drafts import COMPANY, HTMX, NOBODY, live_draft, panel, url_of

pytestmark = pytest.mark.django_db
TYPED = COMPANY | {"company_name": "Tom & Co", "engineer_count": "<twelve>"}


@pytest.fixture
def strict():
    """A client that checks tokens, as a browser's posts are checked."""
    return Client(enforce_csrf_checks=True)


def token_in(response):
    return re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', response.content.decode())[1]


def open_and_sign_in_elsewhere(client, draft):
    """Open a section, then sign in within another tab, which turns the token round; returns the old token."""
    token = token_in(client.get(url_of(draft)))
    before = client.cookies["csrftoken"].value
    make_user(ADA, password="a long password")
    login = client.get("/accounts/login/").content.decode()
    given = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', login)[1]
    typed = {"login": ADA, "password": "a long password", "csrfmiddlewaretoken": given}
    assert client.post("/accounts/login/?next=/", typed).status_code == 302
    assert client.cookies["csrftoken"].value != before
    return token


def test_a_token_turned_round_gives_the_same_form_with_what_was_typed_and_saving_again_works(strict):
    draft = live_draft()
    old = open_and_sign_in_elsewhere(strict, draft)
    response = strict.post(url_of(draft), TYPED | {"csrfmiddlewaretoken": old})
    page = panel(response)
    assert response.status_code == 403
    assert "This page was open too long, so your answers are not saved yet." in page
    assert 'value="Tom &amp; Co"' in page
    assert 'value="&lt;twelve&gt;"' in page
    assert re.search(r'value="seed"[^>]* checked', page)
    assert "<html" in response.content.decode()
    assert Draft.objects.get().answers == {}
    again = strict.post(url_of(draft), COMPANY | {"csrfmiddlewaretoken": token_in(response)})
    assert again.status_code == 302
    assert Draft.objects.get().answers == COMPANY


def test_the_form_keeps_its_way_back(strict):
    draft = live_draft()
    response = strict.post(url_of(draft, query="?return=check"), COMPANY)
    assert f'action="{url_of(draft, query="?return=check")}"' in panel(response)


def test_htmx_gets_a_small_notice_and_a_fresh_token_and_the_next_click_works(strict):
    draft = live_draft()
    old = open_and_sign_in_elsewhere(strict, draft)
    response = strict.post(url_of(draft), COMPANY | {"csrfmiddlewaretoken": old}, headers=HTMX)
    fragment = response.content.decode()
    assert response.status_code == 403
    assert response["HX-Push-Url"] == "false"
    assert "This page was open too long" in fragment
    assert f'<a href="{url_of(draft)}">reload the page</a>' in fragment
    assert "<main" not in fragment
    assert "<html" not in fragment
    assert len(fragment) < 1000
    assert 'hx-swap-oob="outerHTML:[name=csrfmiddlewaretoken]"' in fragment
    again = strict.post(url_of(draft), COMPANY | {"csrfmiddlewaretoken": token_in(response)}, headers=HTMX)
    assert again.status_code == 302


def test_the_notice_leads_back_to_the_page_that_was_open_not_to_the_address_posted_to(strict):
    draft = live_draft()
    verdict = url_of(draft, "verdict")
    response = strict.post(
        url_of(draft, "keep"), headers=HTMX | {"HX-Current-URL": f"http://testserver{verdict}?x=1&y=2"}
    )
    assert f'<a href="{verdict}?x=1&amp;y=2">reload the page</a>' in response.content.decode()
    elsewhere = HTMX | {"HX-Current-URL": "https://elsewhere.example/"}
    assert "elsewhere" not in strict.post(url_of(draft), headers=elsewhere).content.decode()


def test_elsewhere_a_small_page_says_what_to_do_and_nothing_happens(strict):
    draft = live_draft()
    response = strict.post(url_of(draft, "delete"))
    assert response.status_code == 403
    assert "This page was open too long" in panel(response)
    assert Draft.objects.count() == 1
    assert strict.post("/wizard/").status_code == 403
    assert strict.post("/nowhere/").status_code in {403, 404}
    assert Draft.objects.count() == 1


def test_a_draft_or_section_that_is_not_there_shows_nothing(strict):
    draft = live_draft()
    assert strict.post(url_of(draft).replace(draft.public_id, NOBODY), COMPANY).status_code == 404
    assert strict.post(url_of(draft, section="weather"), COMPANY).status_code == 403


def test_what_was_answered_before_stays_in_the_form(strict):
    draft = live_draft({"stage": "seed", "company_name": "Acme"})
    response = strict.post(url_of(draft), {"employee_count": "9"})
    assert 'value="9"' in panel(response)
    assert Draft.objects.get().answers == {"stage": "seed", "company_name": "Acme"}
