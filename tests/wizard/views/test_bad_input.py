"""What no browser sends: every page of the wizard answers in its own words, never with a traceback."""

from urllib.parse import urlencode

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from hireguide.rules import SECTIONS
from tests.profiles.strategies import INPUTS, mixed_answers, nasty
from tests.wizard.drafts import HTMX, live_draft, url_of

pytestmark = pytest.mark.django_db
few = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=12)

FORM = "application/x-www-form-urlencoded"
controls = st.dictionaries(
    st.sampled_from(["then", "return", "new", "csrfmiddlewaretoken"]), nasty | st.text(max_size=9)
)


def encoded(pairs):
    """As a browser would encode them, had it half a character to send."""
    return urlencode(pairs, errors="surrogatepass")


@few
@example(raw={}, extra={"then": "\0"}, section="company", htmx=False)
@given(raw=mixed_answers, extra=controls, section=st.sampled_from(SECTIONS), htmx=st.booleans())
def test_whatever_is_posted_comes_back_as_a_page(client, edition, raw, extra, section, htmx):
    draft = live_draft()
    headers = HTMX if htmx else {}
    query = "?" + encoded(extra)
    response = client.post(url_of(draft, section=section, query=query), encoded(raw | extra), FORM, headers=headers)
    shown = client.get(url_of(draft, section=section, query=query), headers=headers)
    if "%00" in query:  # nobody types one
        assert (response.status_code, shown.status_code) == (400, 400)
    else:
        assert response.status_code in {302, 422}
        assert shown.status_code == 200


@few
@given(raw=mixed_answers)
def test_whatever_is_stored_breaks_no_page(client, edition, raw):
    draft = live_draft()
    for section in ("company", "board", "hiring"):
        client.post(url_of(draft, section=section), encoded(raw), FORM)
    for name in ("check", "saved"):
        assert client.get(url_of(draft, name)).status_code == 200
    for name in ("resume", "verdict"):
        assert client.get(url_of(draft, name)).status_code in {200, 302}


@few
@given(
    pairs=st.lists(st.tuples(st.sampled_from(INPUTS) | st.text(max_size=9), nasty | st.text(max_size=9)), max_size=5)
)
def test_whatever_a_link_carries_the_start_page_begins_or_says_why_not(client, edition, settings, pairs):
    settings.NEW_DRAFTS_PER_HOUR = 10_000
    start = reverse("wizard:start")
    assert client.get(f"{start}?{encoded(pairs)}").status_code in {200, 400}
    assert client.post(start, encoded(pairs), FORM).status_code in {302, 400}


@few
@given(address=nasty | st.text(max_size=30))
def test_whatever_is_given_as_an_email_address_is_sent_or_refused(client, edition, address):
    draft = live_draft()
    assert client.post(url_of(draft, "saved"), encoded({"email": address}), FORM).status_code in {302, 422}


@pytest.mark.parametrize("path", ["x", "a" * 21, "a" * 23, "a" * 22 + "/com%00pany", "%F0%9F%99%82", "a" * 5000])
def test_an_address_that_could_be_no_drafts_gets_404(client, path):
    assert client.get(f"/wizard/{path}/").status_code == 404
