from datetime import timedelta
from smtplib import SMTPException

import pytest
from django.urls import reverse
from django.utils.dateformat import format as format_date

from hireguide.diagnoses import services
from hireguide.diagnoses.models import Draft
from tests.wizard.drafts import COMPANY, FOUNDERS, HTMX, NOBODY, live_draft, panel, url_of

pytestmark = pytest.mark.django_db


def test_a_drafts_own_address_leads_to_where_one_left(client):
    assert client.get(url_of(live_draft(), "resume"))["Location"].endswith("/company/")
    assert client.get(url_of(live_draft(COMPANY), "resume"))["Location"].endswith("/delivery/")
    broken = COMPANY | FOUNDERS | {"engineer_count": "many"}
    assert client.get(url_of(live_draft(broken), "resume"))["Location"].endswith("/company/")


@pytest.mark.parametrize(
    ("name", "method"), [("resume", "get"), ("saved", "get"), ("saved", "post"), ("delete", "post")]
)
def test_an_address_that_belongs_to_no_draft_gets_404(client, name, method):
    assert getattr(client, method)(reverse(f"wizard:{name}", args=[NOBODY])).status_code == 404
    expired = live_draft(age=timedelta(days=31))
    assert getattr(client, method)(url_of(expired, name)).status_code == 404


def test_the_page_for_coming_back_shows_address_expiry_and_the_way_to_delete(client):
    draft = live_draft()
    response = client.get(url_of(draft, "saved"))
    page = panel(response)
    link = f"http://testserver{url_of(draft, 'resume')}"
    assert f'value="{link}" aria-describedby="id_address_hint" readonly' in page
    assert f'data-copy="{link}"' in page
    assert format_date(draft.expires_at, "j F Y") in page
    assert f'action="{url_of(draft, "delete")}"' in page
    assert response["Cache-Control"] == "no-store"


def test_htmx_gets_only_the_panel(client):
    page = client.get(url_of(live_draft(), "saved"), headers=HTMX).content.decode()
    assert page.startswith("<title>Come back later")


def test_the_address_is_sent_and_the_recipients_is_not_stored(client, mailoutbox):
    draft = live_draft()
    response = client.post(url_of(draft, "saved"), {"email": "cleo@example.com"})
    assert response["Location"] == url_of(draft, "saved") + "?sent=1"
    [mail] = mailoutbox
    assert mail.to == ["cleo@example.com"]
    assert f"http://testserver{url_of(draft, 'resume')}" in mail.body
    assert "cleo" not in str(Draft.objects.values().get())
    assert "Your e-mail address was not stored" in panel(client.get(response["Location"]))


@pytest.mark.parametrize(
    "address", ["", "cleo", "cleo@", "a@example.com, b@example.com", "a@example.com\nBcc: b@example.com"]
)
def test_what_is_no_address_is_refused_as_typed(client, mailoutbox, address):
    response = client.post(url_of(live_draft(), "saved"), {"email": address})
    assert response.status_code == 422
    assert "There is a problem" in panel(response)
    assert "<title>Error: " in response.content.decode()
    assert mailoutbox == []


def test_an_address_that_is_too_long_is_told_once_in_our_words_and_never_cut_off(client, mailoutbox):
    page = panel(client.post(url_of(live_draft(), "saved"), {"email": "a" * 400 + "@example.com"}))
    assert (
        page.count("Shorten the e-mail address to 254 characters; it has 412") == 2
    )  # in the summary and beside the field
    assert "Ensure" not in page
    assert "Enter an e-mail" not in page
    assert "maxlength" not in page
    assert mailoutbox == []


def test_the_address_is_not_sent_without_end(client, mailoutbox):
    draft = live_draft()
    codes = [client.post(url_of(draft, "saved"), {"email": "cleo@example.com"}).status_code for _ in range(4)]
    assert codes == [302, 302, 302, 429]
    assert len(mailoutbox) == services.MAILS_PER_DRAFT
    page = panel(client.post(url_of(draft, "saved"), {"email": "cleo@example.com"}))
    assert "sent as often as it can be" in page
    assert 'value="cleo@example.com"' in page


def test_a_mail_server_that_fails_is_told_and_what_was_typed_stays(client, monkeypatch):
    def refuse(*args, **kwargs):
        raise SMTPException("down")

    monkeypatch.setattr(services.mails, "send_mail", refuse)
    response = client.post(url_of(live_draft(), "saved"), {"email": "cleo@example.com"})
    assert response.status_code == 503
    assert "Our mail server did not take the message" in panel(response)
    assert 'value="cleo@example.com"' in panel(response)


def test_one_click_deletes_the_draft_and_says_so(client):
    draft, other = live_draft(COMPANY), live_draft(COMPANY)
    response = client.post(url_of(draft, "delete"), follow=True)
    assert "Your answers are deleted" in panel(response)
    assert list(Draft.objects.all()) == [other]
    assert client.get(url_of(draft)).status_code == 404
    assert client.post(url_of(draft), COMPANY).status_code == 404
    assert list(Draft.objects.all()) == [other]


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_link_alone_deletes_nothing_and_leads_to_the_button_that_does(client, method):
    draft = live_draft()
    assert getattr(client, method)(url_of(draft, "delete")).url == url_of(draft, "saved")
    assert Draft.objects.count() == 1
