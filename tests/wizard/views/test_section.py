import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from hireguide.diagnoses.models import Diagnosis, Draft
from hireguide.profiles.wording import QUESTIONS, SECTION_WORDING
from hireguide.rules import SECTIONS
from tests.wizard.drafts import COMPANY, FOUNDERS, HTMX, LEAD, NOBODY, live_draft, panel, url_of

pytestmark = pytest.mark.django_db


def left(response):
    """How many questions the page says are left."""
    found = re.search(r"At most (\d+) question", response.content.decode())
    return int(found[1]) if found else 0


@pytest.mark.parametrize("section", SECTIONS)
def test_a_section_works(client, section):
    response = client.get(url_of(live_draft(), section=section))
    page = response.content.decode()
    assert response.status_code == 200
    assert f"<title>{SECTION_WORDING[section].title} – Hireguide</title>" in page
    assert page.count("<h1") == 1
    assert f'<h1 tabindex="-1">{SECTION_WORDING[section].title}</h1>' in page
    assert "novalidate" in page
    assert " checked" not in panel(response)


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_address_that_belongs_to_no_draft_gets_404_and_makes_nothing(client, method):
    live_draft()
    assert getattr(client, method)(reverse("wizard:section", args=[NOBODY, "company"])).status_code == 404
    assert Draft.objects.count() == 1


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_draft_that_expired_gets_404_and_stays_as_it_was(client, method):
    draft = live_draft({"stage": "seed"}, age=timedelta(days=30, minutes=1))
    assert getattr(client, method)(url_of(draft), {"stage": "series_a"}).status_code == 404
    assert Draft.objects.get().answers == {"stage": "seed"}


def test_a_section_that_there_is_not_gets_404(client):
    assert client.get(url_of(live_draft(), section="weather")).status_code == 404


def test_htmx_gets_only_the_panel_with_its_title(client):
    response = client.get(url_of(live_draft()), headers=HTMX)
    page = response.content.decode()
    assert page.startswith("<title>The company and its size – Hireguide</title>")
    assert "<html" not in page
    assert "<h1" in page


def test_a_section_is_neither_stored_nor_indexed_and_varies_by_htmx(client):
    response = client.get(url_of(live_draft()))
    assert response["Cache-Control"] == "no-store"
    assert response["X-Robots-Tag"] == "noindex"
    assert "HX-Request" in response["Vary"]


def test_saved_answers_are_filled_in(client):
    draft = live_draft(
        {**COMPANY, "company_name": "Tom & Co", "engineers_next_year": "", "engineers_next_year__unknown": "yes"}
    )
    page = client.get(url_of(draft)).content.decode()
    assert 'value="Tom &amp; Co"' in page
    assert re.search(r'value="seed"[^>]* checked', page)
    assert re.search(r'name="engineers_next_year__unknown"[^>]* checked', page)


def test_a_section_that_passes_leads_on_with_a_plain_redirect(client):
    draft = live_draft()
    response = client.post(url_of(draft), COMPANY)
    assert (response.status_code, response["Location"]) == (302, url_of(draft, section="delivery"))
    draft.refresh_from_db()
    assert draft.answers == COMPANY
    assert draft.path == ["company"]


def test_the_same_post_twice_leaves_one_answer(client):
    draft = live_draft()
    for _ in range(2):
        assert client.post(url_of(draft), COMPANY).status_code == 302
    stored = Draft.objects.get()
    assert (stored.answers, stored.path) == (COMPANY, ["company"])


def test_an_answer_that_does_not_pass_is_stored_and_shown_as_typed_with_its_error(client):
    draft = live_draft()
    response = client.post(url_of(draft), COMPANY | {"engineer_count": "<twelve>"})
    page = response.content.decode()
    assert response.status_code == 422
    assert response["HX-Push-Url"] == "false"
    assert "<title>Error: The company and its size – Hireguide</title>" in page
    assert "There is a problem" in page
    assert page.count("You entered “&lt;twelve&gt;”") == 2
    assert '<a href="#id_engineer_count">' in page
    assert 'value="&lt;twelve&gt;"' in page
    draft.refresh_from_db()
    assert draft.answers["engineer_count"] == "<twelve>"


def test_blanks_are_named_on_saving_where_an_answer_is_needed(client):
    response = client.post(url_of(live_draft()), {})
    page = response.content.decode()
    assert response.status_code == 422
    for name, named in {"employee_count": 2, "engineer_count": 2, "stage": 0, "engineers_next_year": 0}.items():
        assert page.count(QUESTIONS[name].missing) == named


def test_an_answer_that_does_not_pass_says_so_when_one_comes_back_to_it(client):
    response = client.get(url_of(live_draft({"engineer_count": "many"})))
    assert response.status_code == 200
    assert "<title>Error: " in response.content.decode()
    assert QUESTIONS["stage"].missing not in response.content.decode()


def test_a_cleared_box_is_cleared(client):
    draft = live_draft(COMPANY | {"company_name": "Acme"})
    client.post(url_of(draft), COMPANY | {"company_name": ""})
    assert "company_name" not in Draft.objects.get().answers


def test_the_verdict_may_be_asked_for_with_blanks(client):
    draft = live_draft()
    response = client.post(url_of(draft), {"stage": "seed", "then": "verdict"})
    assert response["Location"] == url_of(draft, "verdict")
    assert Draft.objects.get().answers == {"stage": "seed"}


def test_the_verdict_waits_for_what_has_to_be_mended(client):
    response = client.post(url_of(live_draft()), {"engineer_count": "many", "then": "verdict"})
    page = response.content.decode()
    assert response.status_code == 422
    assert QUESTIONS["stage"].missing not in page
    assert QUESTIONS["engineer_count"].bad in page


def test_finishing_later_saves_whatever_is_there(client):
    draft = live_draft()
    response = client.post(url_of(draft), {"engineer_count": "many", "then": "later"})
    assert response["Location"] == url_of(draft, "saved")
    assert Draft.objects.get().answers == {"engineer_count": "many"}


def test_what_was_ruled_out_is_kept_aside_and_comes_back(client):
    draft = live_draft({"technology_lead": "none", "lead_wish": "step_back"})
    page = client.get(url_of(draft, section="lead_future"))
    assert "lead_wish" not in panel(page)
    client.post(url_of(draft, section="lead_future"), {"promotable_insider": "no", "previous_leader_failed": "no"})
    client.post(url_of(draft, section="lead"), LEAD)
    again = client.get(url_of(draft, section="lead_future")).content.decode()
    assert re.search(r'value="step_back"[^>]* checked', again)


def test_what_is_left_is_told_and_falls(client):
    draft = live_draft()
    told = [left(client.get(url_of(draft)))]
    given = {"company": COMPANY, "delivery": {"delivery_pain": "none"}, "decisions": {"unguided_decisions": "unknown"}}
    for section, answers in given.items():
        page = client.post(url_of(draft, section=section), answers, follow=True)
        told.append(left(page))
    assert told == [5, 3, 2, 1]


@pytest.mark.parametrize("target", ["check", "verdict"])
def test_a_change_leads_back_to_where_it_came_from(client, target):
    draft = live_draft(COMPANY)
    query = f"?return={target}"
    assert (
        f'<a class="back-link" href="{url_of(draft, target)}"'
        in client.get(url_of(draft, query=query)).content.decode()
    )
    assert client.post(url_of(draft, query=query), COMPANY)["Location"] == url_of(draft, target)


@pytest.mark.parametrize("query", ["?return=https://example.com", "?return=saved", "?return=", "?new=99&return=x"])
def test_a_return_target_that_is_not_ours_is_ignored(client, query):
    draft = live_draft()
    page = client.get(url_of(draft, query=query)).content.decode()
    assert "example.com" not in panel(client.get(url_of(draft, query=query)))
    assert "After your change" not in page
    assert client.post(url_of(draft, query=query), COMPANY)["Location"] == url_of(draft, section="delivery")


def test_back_leads_to_the_section_seen_before(client):
    draft = live_draft(path=["company", "founders"])
    assert f'href="{url_of(draft, section="founders")}"' in panel(client.get(url_of(draft, section="lead")))
    assert f'href="{reverse("wizard:start")}"' in panel(client.get(url_of(draft)))


def test_two_tabs_on_two_drafts_never_mix(client):
    one, two = live_draft(), live_draft()
    client.post(url_of(one), COMPANY)
    client.post(url_of(two), COMPANY | {"stage": "enterprise"})
    client.post(url_of(one, section="founders"), FOUNDERS)
    assert Draft.objects.get(pk=one.pk).answers == COMPANY | FOUNDERS
    assert Draft.objects.get(pk=two.pk).answers == COMPANY | {"stage": "enterprise"}


def test_two_tabs_on_two_sections_of_one_draft_lose_nothing(client):
    draft = live_draft()
    client.get(url_of(draft))
    client.get(url_of(draft, section="lead"))
    client.post(url_of(draft, section="lead"), LEAD)
    client.post(url_of(draft), COMPANY)
    assert Draft.objects.get().answers == LEAD | COMPANY


def test_a_get_writes_nothing(client):
    draft = live_draft(COMPANY, age=timedelta(days=2))
    before = Draft.objects.values().get()
    for name in ("section", "check", "saved", "resume"):
        client.get(url_of(draft, name), follow=True)
    assert Draft.objects.values().get() == before
    assert Diagnosis.objects.count() == 0


def test_an_answer_starts_the_thirty_days_again(client):
    draft = live_draft(age=timedelta(days=20))
    client.post(url_of(draft), COMPANY)
    assert timezone.now() - Draft.objects.get().answered_at < timedelta(minutes=1)


def test_a_step_runs_at_most_eight_queries(client, edition, django_assert_max_num_queries):
    draft = live_draft(COMPANY)
    with django_assert_max_num_queries(8):
        client.get(url_of(draft))
    with django_assert_max_num_queries(8):
        assert client.post(url_of(draft), COMPANY, follow=True, headers=HTMX).status_code == 200
    with django_assert_max_num_queries(8):
        assert client.post(url_of(draft), {}, headers=HTMX).status_code == 422


def test_answers_that_cannot_all_be_true_break_no_section(client):
    draft = live_draft({"delivery_pain": "high", "engineer_count": "0"})
    response = client.get(url_of(draft))
    assert response.status_code == 200
    assert "grid-small" not in response.content.decode()
    assert "Answers so far cannot all be true together" in panel(response)


def test_no_dot_stands_in_the_grid_before_the_first_answer(client):
    draft = live_draft()
    assert 'id="grid-small-dot"' not in client.get(f"/wizard/{draft.public_id}/company/").content.decode()
    draft = live_draft(answers={"stage": "seed"})
    assert 'id="grid-small-dot"' in client.get(f"/wizard/{draft.public_id}/company/").content.decode()
