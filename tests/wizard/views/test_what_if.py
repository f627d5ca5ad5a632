import re
from datetime import timedelta
from itertools import pairwise

import pytest
from django.urls import reverse

from hireguide.diagnoses.models import Diagnosis
from tests.wizard.drafts import NOBODY, live_draft, url_of

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true", "HX-Target": "what-if"}
SLIPPING = {"engineer_count": "20", "delivery_pain": "high", "delivery_owner": "no", "urgency": "unknown"}
CALM = {"delivery_pain": "none", "engineer_count": "5"}
NAMES = ["what_if", "keep_what_if"]
CHANGED = "Your answers have changed since this page was opened"


def beside(page):
    """Which answers each form of a page says that it was shown beside: that of the what-if, and the others."""
    own, *others = re.findall(r'id="what-if-form".*?name="beside" value="(\w+)"', page, re.DOTALL)
    assert not others
    rest = page.replace(page.partition('id="what-if-form"')[2].partition("</form>")[0], "")
    return own, set(re.findall(r'name="beside" value="(\w+)"', rest))


def answered(draft, **answers):
    """The draft, once some of its answers were changed in another tab."""
    draft.answers |= answers
    draft.save()
    return draft


def test_a_what_if_of_a_draft_works(client):
    draft = live_draft(SLIPPING | {"company_name": "Acme"})
    page = client.post(url_of(draft, "what_if"), CALM).content.decode()
    assert "<title>What if: engineering team size and slipping commitments – Hireguide</title>" in page
    assert "Title of neither_yet" in page
    assert f'href="{url_of(draft, "verdict")}">Back to the verdict' in page


def test_a_visit_shows_the_drafts_own_answers_to_change_and_keeps_nothing(client, edition):
    draft = live_draft(SLIPPING)
    page = client.get(url_of(draft, "what_if"), CALM).content.decode()
    assert "<title>What if – Hireguide</title>" in page
    assert "Nothing is changed yet" in page
    assert "The answers nearest to another verdict" in page
    assert client.get(url_of(draft, "keep_what_if"), CALM).url == url_of(draft, "what_if")
    assert not Diagnosis.objects.exists()


@pytest.mark.parametrize("name", NAMES)
def test_an_address_that_belongs_to_no_draft_or_to_one_that_expired_gets_404(client, name):
    old = live_draft(SLIPPING, age=timedelta(days=30, minutes=1))
    assert client.post(reverse(f"wizard:{name}", args=[NOBODY]), CALM).status_code == 404
    assert client.post(url_of(old, name), CALM).status_code == 404
    assert not Diagnosis.objects.exists()


def test_htmx_gets_only_the_part_that_it_swaps(client):
    page = client.post(url_of(live_draft(SLIPPING), "what_if"), CALM, headers=HTMX).content.decode()
    assert page.startswith("<title>What if: ")
    assert "<h1" not in page


def test_the_draft_stays_as_it_is(client):
    draft = live_draft(SLIPPING)
    for name in NAMES:
        client.post(url_of(draft, name), CALM)
    before = (draft.answers, draft.path, draft.answered_at)
    draft.refresh_from_db()
    assert (draft.answers, draft.path, draft.answered_at) == before


def test_a_kept_what_if_of_a_draft_is_marked_and_gives_away_no_draft(client):
    draft = live_draft(SLIPPING)
    response = client.post(url_of(draft, "keep_what_if"), CALM, follow=True)
    kept = Diagnosis.objects.get()
    assert (kept.draft, kept.is_what_if, kept.dont_know) == (draft, True, ["urgency"])
    assert draft.public_id not in response.content.decode()


def test_the_verdict_offers_a_what_if_with_the_answers_that_matter_most_first(client, edition):
    draft = live_draft(SLIPPING)
    page = client.get(url_of(draft, "verdict")).content.decode()
    part = page.partition('id="what-if-form"')[2]
    assert f'action="{url_of(draft, "what_if")}#what-if-outcome"' in part
    assert "delivery_owner" in part.partition('name="first"')[2].partition(">")[0]
    nearest = part.partition("The answers nearest to another verdict")[2].partition("<details")[0]
    assert 'name="delivery_owner" value="no"' in nearest


def test_a_post_carries_on_which_answers_come_first(client):
    part = client.post(
        url_of(live_draft(SLIPPING), "what_if"), CALM | {"first": "delivery_owner,urgency"}, headers=HTMX
    ).content.decode()
    assert 'name="first" value="delivery_owner,urgency"' in part


def test_where_nothing_is_answered_there_is_nothing_to_suppose(client):
    assert 'id="what-if-form"' not in client.get(url_of(live_draft(), "verdict")).content.decode()


@pytest.mark.parametrize("answers", [{"engineer_count": "a dozen"}, {"delivery_pain": "high", "engineer_count": "0"}])
@pytest.mark.parametrize("name", NAMES)
def test_a_draft_without_a_verdict_leads_to_the_page_that_says_why(client, answers, name):
    draft = live_draft(answers)
    assert client.post(url_of(draft, name), CALM).url == url_of(draft, "verdict")
    swapped = client.post(url_of(draft, name), CALM, headers=HTMX)
    assert (swapped.status_code, swapped["HX-Redirect"]) == (204, url_of(draft, "verdict"))
    assert not Diagnosis.objects.exists()


def test_every_form_on_the_verdict_says_which_answers_it_was_shown_beside(client, edition):
    page = client.get(url_of(live_draft(SLIPPING), "verdict")).content.decode()
    own, others = beside(page)
    assert others == {own}
    tried = client.post(url_of(live_draft(SLIPPING), "what_if"), CALM | {"beside": own}, headers=HTMX).content.decode()
    assert CHANGED not in tried
    assert beside(tried) == (own, {own})


@pytest.mark.parametrize("posted", [CALM, {}, {"engineer_count": "0"}, {"engineer_count": "many"}])
def test_where_the_answers_have_changed_since_that_is_said_before_what_would_follow(client, posted):
    draft = live_draft(SLIPPING)
    seen, _ = beside(client.get(url_of(draft, "what_if")).content.decode())
    answered(draft, delivery_owner="yes")
    for headers in ({}, HTMX):
        page = client.post(url_of(draft, "what_if"), posted | {"beside": seen}, headers=headers).content.decode()
        outcome = page.partition('id="what-if-outcome">')[2]
        assert outcome.startswith('<div class="notice')
        assert CHANGED in outcome
        assert f'<a href="{url_of(draft, "verdict")}">See the verdict as it is now</a>' in outcome


def test_an_unknown_instead_of_a_blank_is_another_answer_too(client):
    draft = live_draft(SLIPPING)
    seen, _ = beside(client.get(url_of(draft, "what_if")).content.decode())
    answered(draft, board_pressure="unknown")
    assert CHANGED in client.post(url_of(draft, "what_if"), CALM | {"beside": seen}).content.decode()


def test_it_is_said_first_to_those_who_listen(client):
    draft = live_draft(SLIPPING)
    page = client.post(url_of(draft, "what_if"), CALM | {"beside": "0" * 12}, headers=HTMX).content.decode()
    announced = page.partition('data-announce="')[2].partition('"')[0]
    assert announced.startswith(f"{CHANGED}. What if: the verdict would be “")


def test_a_part_swapped_into_an_old_page_goes_on_saying_so_and_a_new_page_begins_anew(client):
    draft = live_draft(SLIPPING)
    for headers in ({}, HTMX):
        seen, _ = beside(client.get(url_of(draft, "what_if")).content.decode())
        answered(draft, delivery_owner="no" if draft.answers["delivery_owner"] == "yes" else "yes")
        now, _ = beside(client.get(url_of(draft, "what_if")).content.decode())
        page = client.post(url_of(draft, "what_if"), CALM | {"beside": seen}, headers=headers).content.decode()
        # What is kept is what was just shown, beside the answers as they are.
        assert beside(page) == (seen if headers else now, {now})


def test_what_was_shown_beside_other_answers_is_shown_anew_before_it_is_kept(client):
    draft = live_draft(SLIPPING)
    seen, _ = beside(client.get(url_of(draft, "what_if")).content.decode())
    answered(draft, delivery_owner="yes")
    typed = CALM | {"name": "After the raise"}
    response = client.post(url_of(draft, "keep_what_if"), typed | {"beside": seen})
    page = response.content.decode()
    assert not Diagnosis.objects.exists()
    assert response.status_code == 409
    assert "<title>Not kept yet: What if: " in page
    assert "Your answers have changed since the page that you come from was opened." in page
    assert page.count(f'<a href="{url_of(draft, "verdict")}">See the verdict as it is now</a>') == 1
    assert 'value="After the raise"' in page
    _, (now,) = beside(page)
    client.post(url_of(draft, "keep_what_if"), typed | {"beside": now})
    assert Diagnosis.objects.get().own_result["profile"]["delivery_owner"] is True


def test_a_window_has_the_name_of_another_verdict_only_where_the_page_shows_it(client):
    draft = live_draft(SLIPPING)
    for seen, title in (("", "Title of vp_engineering_first"), ("0" * 12, "What if: nothing changed")):
        page = client.post(url_of(draft, "what_if"), {"beside": seen}, headers=HTMX).content.decode()
        assert page.startswith(f"<title>{title} – ")


@pytest.mark.parametrize("seen", ["", "a\0b", '"><b>', "x" * 5000])
def test_what_says_nothing_of_answers_is_passed_over(client, seen):
    page = client.post(url_of(live_draft(SLIPPING), "what_if"), CALM | {"beside": seen}, headers=HTMX).content.decode()
    assert CHANGED not in page
    beside(page)


@pytest.mark.parametrize("field", ["engineer_count", "delivery_pain", "name"])
@pytest.mark.parametrize("name", NAMES)
def test_a_nul_is_shown_as_where_answers_are_stored(client, field, name):
    page = client.post(url_of(live_draft(SLIPPING), name), CALM | {field: "5\0"}, follow=True).content.decode()
    assert "\0" not in page
    assert ("You entered “5�”" in page) is (field == "engineer_count")


def test_the_headings_of_the_page_of_a_what_if_leave_no_level_out(client):
    draft = live_draft(SLIPPING)
    for page in (client.get(url_of(draft, "what_if")), client.post(url_of(draft, "what_if"), CALM)):
        levels = [int(level) for level in re.findall(r"<h([1-6])", page.content.decode().partition("<main")[2])]
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


def test_what_is_put_back_is_named_as_it_is(client):
    draft = live_draft(SLIPPING | {"ceo_is_technical": "no"})
    page = client.post(url_of(draft, "what_if"), CALM | {"ceo_is_technical": "yes"}).content.decode()
    assert 'Put back<span class="visually-hidden"> CEO’s technical judgement</span>' in page
    assert 'Put back<span class="visually-hidden"> slipping commitments</span>' in page
