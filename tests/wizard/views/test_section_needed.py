"""What a section's page needs, what it does not need any more, and where that leads."""

import pytest

from hireguide.diagnoses.models import Draft
from hireguide.profiles.wording import QUESTIONS
from hireguide.rules import FIELDS
from tests.factories import make_edition
from tests.wizard.drafts import COMPANY, live_draft, panel, turned, url_of

pytestmark = pytest.mark.django_db

# Three people settle the small rulebook's verdict.
SETTLED = {"employee_count": "3", "engineer_count": "2"}


def test_questions_that_cannot_matter_stand_apart_and_are_still_stored(client):
    draft = live_draft()
    page = panel(client.get(url_of(draft)))
    needed, apart, spare = page.partition('<details class="details spare">')
    assert "Not needed: 2 questions" in apart + spare
    assert [name in spare for name in FIELDS if f'id="q-{name}"' in page] == [True, False, False, True]
    assert 'id="q-employee_count"' in needed
    client.post(url_of(draft), {"employee_count": "40", "engineer_count": "20", "stage": "seed"})
    assert Draft.objects.get().answers["stage"] == "seed"


def test_a_page_with_nothing_needed_shows_its_questions_at_once_and_may_stay_blank(client):
    draft = live_draft(COMPANY, path=["company"])
    assert '<details class="details spare" open>' in panel(client.get(url_of(draft, section="founders")))
    assert client.post(url_of(draft, section="founders"), {}).status_code == 302


def test_what_is_wrong_in_a_question_that_is_not_needed_is_shown(client):
    response = client.post(url_of(live_draft()), COMPANY | {"engineers_next_year": "many"})
    assert response.status_code == 422
    assert '<details class="details spare" open>' in panel(response)


def test_what_was_needed_when_the_page_was_made_is_needed_when_it_is_sent(client):
    # With three people the verdict is settled, whatever the blank one says; the page asked both all the same.
    response = client.post(url_of(live_draft()), {"employee_count": "3"})
    assert response.status_code == 422
    assert 'id="q-engineer_count"' in panel(response).partition('<details class="details spare">')[0]
    assert QUESTIONS["engineer_count"].missing in panel(response)


def test_what_an_unknown_brings_up_on_its_own_page_is_asked_there_next_and_is_no_error(client):
    make_edition(**turned())
    draft = live_draft(COMPANY, path=["company"])
    delivery = url_of(draft, section="delivery")
    assert 'id="q-incident_rate"' in panel(client.get(delivery)).partition('<details class="details spare">')[2]
    assert client.post(delivery, {"delivery_pain": "unknown"})["Location"] == delivery
    page = panel(client.get(delivery))
    assert "At most 1 question left" in page
    assert 'id="q-incident_rate"' in page.partition('<details class="details spare">')[0]
    sent = client.post(delivery, {"delivery_pain": "unknown", "incident_rate": "daily"})
    assert sent["Location"] == url_of(draft, "check")


def test_what_an_unknown_had_brought_up_is_not_asked_for_once_it_is_known(client):
    make_edition(**turned())
    draft = live_draft({**COMPANY, "delivery_pain": "unknown"}, path=["company", "delivery"])
    sent = client.post(url_of(draft, section="delivery"), {"delivery_pain": "high"})
    assert sent["Location"] == url_of(draft, "check")


@pytest.mark.parametrize("target", ["check", "verdict"])
def test_a_change_to_i_dont_know_asks_what_it_brings_up_before_it_returns(client, target):
    make_edition(**turned())
    draft = live_draft({**COMPANY, "delivery_pain": "high"}, path=["company", "delivery"])
    sent = client.post(url_of(draft, section="delivery", query=f"?return={target}"), {"delivery_pain": "unknown"})
    assert sent["Location"] == url_of(draft, section="delivery", query=f"?return={target}&new=delivery")
    assert "After your change, 1 more question needs an answer" in client.get(sent["Location"]).content.decode()
    sent = client.post(sent["Location"], {"delivery_pain": "unknown", "incident_rate": "rare"})
    assert sent["Location"] == url_of(draft, target)


def test_once_settled_one_may_stop_or_go_on_through_what_is_left_over(client):
    draft = live_draft(SETTLED, path=["company"])
    page = panel(client.get(url_of(draft, section="founders")))
    assert "The verdict is settled: none of these questions can change it" in page
    assert "Your answers settle it." in page
    assert f'href="{url_of(draft, "check")}">Check your answers and stop here</a>' in page
    onward = client.post(url_of(draft, section="founders", query="?fuller=yes"), {})
    assert onward["Location"] == url_of(draft, section="lead", query="?fuller=yes")
    assert f'action="{onward["Location"]}"' in panel(client.get(onward["Location"]))
    assert client.post(url_of(draft, section="founders"), {})["Location"] == url_of(draft, "check")


def test_on_the_way_to_a_fuller_plan_no_page_of_questions_says_that_none_is_left(client):
    draft = live_draft(SETTLED, path=["company"])
    company = panel(client.get(url_of(draft, query="?fuller=yes")))
    assert "The verdict is settled: no open question can change it" in company
    unsure = {"delivery_pain": "unknown", "board_pressure": "unknown", "unguided_decisions": "unknown"}
    hanging = ("management_structure", "priorities_clear", "board_asks_about")
    unsure |= dict.fromkeys(hanging, "unknown") | {"ceo_hours_on_engineers__unknown": "yes"}
    hung = live_draft(COMPANY | unsure, path=["company"])
    assert "None of these questions can change the verdict<" in panel(
        client.get(url_of(hung, section="founders", query="?fuller=yes"))
    )
    delivery = panel(client.get(url_of(hung, section="delivery", query="?fuller=yes")))
    assert "No unanswered question can change the verdict<" in delivery
    assert "No question left" not in company + delivery


def test_the_answer_that_settles_it_leads_to_the_check_page(client):
    draft = live_draft(COMPANY, path=["company"])
    client.post(url_of(draft), COMPANY | {"employee_count": "3", "engineer_count": "2"})
    response = client.post(url_of(draft), COMPANY | {"employee_count": "3", "engineer_count": "2"})
    assert response["Location"] == url_of(draft, "check")


def test_a_change_that_brings_questions_up_says_so_asks_them_and_then_returns(client):
    draft = live_draft(SETTLED, path=["company"])
    response = client.post(url_of(draft, query="?return=check"), COMPANY)
    way = "?return=check&new=delivery.board.decisions"
    assert response["Location"].partition("?")[1:] == tuple(way.partition("?")[1:])
    page = client.get(response["Location"])
    assert "After your change, 3 more questions need an answer. At most 3 questions left" in page.content.decode()
    asked = []
    while "?" in response["Location"]:
        asked.append(response["Location"].split("/")[3])
        answers = dict.fromkeys(
            ("delivery_pain", "board_pressure", "board_asks_about", "unguided_decisions"), "unknown"
        )
        response = client.post(response["Location"], answers)
    assert sorted(asked) == ["board", "decisions", "delivery"]
    assert response["Location"] == url_of(draft, "check")
