from datetime import timedelta

import pytest
from django.urls import reverse

from hireguide.profiles.wording import QUESTIONS, SECTION_WORDING
from hireguide.rules import FIELDS, SECTIONS
from tests.wizard.drafts import COMPANY, FOUNDERS, HTMX, LEAD, NOBODY, live_draft, panel, url_of

pytestmark = pytest.mark.django_db


def check(client, answers=(), **kwargs):
    draft = live_draft(answers, **kwargs)
    return draft, client.get(url_of(draft, "check"))


def test_the_check_page_works(client):
    draft, response = check(client, COMPANY | FOUNDERS | LEAD)
    page = panel(response)
    assert response.status_code == 200
    assert "<title>Check your answers – Hireguide</title>" in response.content.decode()
    assert "30 people" in page
    assert f'href="{url_of(draft, "verdict")}">Show my diagnosis</a>' in page
    assert response["Cache-Control"] == "no-store"


def test_an_address_that_belongs_to_no_draft_gets_404(client):
    assert client.get(reverse("wizard:check", args=[NOBODY])).status_code == 404
    _, response = check(client, age=timedelta(days=31))
    assert response.status_code == 404


def test_htmx_gets_only_the_panel(client):
    response = client.get(url_of(live_draft(), "check"), headers=HTMX)
    assert response.content.decode().startswith("<title>Check your answers")
    assert "<html" not in response.content.decode()


def test_every_question_that_may_apply_is_listed_by_section_in_order_with_its_link(client):
    answers = {name: "unknown" for name, field in FIELDS.items() if field.kind != "integer"}
    draft, response = check(client, answers)
    page = panel(response)
    places = [page.index(f">{SECTION_WORDING[section].title}</h2>") for section in SECTIONS]
    assert places == sorted(places)
    for name, field in FIELDS.items():
        verb = "Change" if name in answers else "Answer"
        link = (
            f'href="{url_of(draft, section=field.section)}?return=check#q-{name}">{verb}<span class="visually-hidden"> '
        )
        assert link in page
    assert page.count("Not answered yet") == 36 - len(answers)
    assert page.count("Not provided") == 1


def test_questions_that_cannot_matter_any_more_are_listed_apart_and_can_still_be_answered(client):
    draft, response = check(client)
    needed, apart, spare = panel(response).partition('<h2 id="not-needed">Not needed</h2>')
    assert apart
    assert "Answering makes the plan fuller." in spare
    matter = {"employee_count", "engineer_count", "delivery_pain", "board_pressure", "unguided_decisions"}
    assert {name for name in FIELDS if f"#q-{name}" in needed} == matter
    assert {name for name in FIELDS if f"#q-{name}" in spare} == FIELDS.keys() - matter
    assert f'href="{url_of(draft, section="hiring")}?return=check#q-urgency">Answer<' in spare


def test_once_settled_it_is_said_and_one_may_stop_or_go_on(client):
    draft, response = check(client, {"employee_count": "3", "engineer_count": "2"}, path=["company"])
    page = panel(response)
    assert "<title>Check your answers: they settle the verdict – Hireguide</title>" in response.content.decode()
    assert "Your answers settle it: nothing that is still open can change the verdict." in page
    assert f'href="{url_of(draft, query="?fuller=yes")}">go on for a fuller plan</a>' in page
    assert "Show my diagnosis" in page
    assert "Title of neither_yet" not in page.partition("<aside")[0]


def test_what_hangs_on_what_one_does_not_know_is_no_reason_to_ask_on(client):
    unsure = {"employee_count__unknown": "yes", "engineer_count__unknown": "yes", "delivery_pain": "unknown"}
    # What hangs on these would tell something of them, too.
    hanging = {"management_structure": "unknown", "priorities_clear": "unknown", "board_asks_about": "unknown"}
    unsure |= hanging | {"ceo_hours_on_engineers__unknown": "yes"}
    _, response = check(client, unsure | {"board_pressure": "unknown", "unguided_decisions": "unknown"})
    page = panel(response)
    assert "the rest hangs on what you don’t know" in page
    assert "go on for a fuller plan" in page
    assert "Answer what is open" not in page


def test_i_dont_know_and_what_was_not_answered_are_kept_apart(client):
    page = panel(check(client, LEAD)[1])
    assert page.count("I don’t know") == 1
    assert page.count("Not answered yet") == 35 - 2


def test_a_question_ruled_out_is_not_listed(client):
    page = panel(check(client, {"technology_lead": "none", "lead_wish": "step_back"})[1])
    assert QUESTIONS["lead_wish"].label not in page
    assert QUESTIONS["promotable_insider"].label in page


def test_the_name_stands_as_it_was_typed(client):
    assert "Tom &amp; Co" in panel(check(client, {"company_name": "Tom & Co"})[1])


def test_a_name_that_is_too_long_is_cut_short_and_has_to_be_mended(client):
    page = panel(client.get(url_of(live_draft({"company_name": "Q" * 900}), "check")))
    assert f"“{'Q' * 39}…”, which has to be changed" in page
    assert "Q" * 40 not in page


def test_an_answer_that_has_to_be_mended_is_named_with_the_way_there_and_the_diagnosis_waits(client):
    draft, response = check(client, COMPANY | {"engineer_count": "<many>"})
    page = panel(response)
    assert "<title>Error: " in response.content.decode()
    assert "There is a problem" in page
    assert f'<li><a href="{url_of(draft)}?return=check#q-engineer_count">{QUESTIONS["engineer_count"].bad}' in page
    assert "“&lt;many&gt;”, which has to be changed" in page
    assert "Show my diagnosis" not in page


def test_answers_that_cannot_all_be_true_are_told_in_the_rulebooks_words(client):
    draft, response = check(client, {"delivery_pain": "high", "engineer_count": "0"})
    page = panel(response)
    assert response.status_code == 200
    assert f'href="{url_of(draft, "verdict")}">See which answers those are</a>' in page
    assert "With no engineers there are no commitments to slip." in page
    assert "Show my diagnosis" not in page


def test_what_is_open_can_be_answered_first(client):
    draft, response = check(client, COMPANY)
    assert "3 questions can still change the verdict" in panel(response)
    assert f'href="{url_of(draft, section="delivery")}">Answer what is open</a>' in panel(response)


def test_a_whole_draft_says_that_all_is_answered(client):
    raw = {name: "unknown" for name, field in FIELDS.items() if field.kind != "integer"}
    raw |= {f"{name}__unknown": "yes" for name, field in FIELDS.items() if field.kind == "integer"}
    page = panel(check(client, raw)[1])
    assert "Every question is answered, 36 of them with “I don’t know”, which may still change the verdict." in page
    assert "Answer what is open" not in page
    assert "see your diagnosis now</a>: it says what is known" in page


def test_a_whole_draft_whose_unknowns_change_nothing_says_so(client):
    raw = {name: "unknown" for name, field in FIELDS.items() if field.kind != "integer"}
    counts = {"employee_count": "3", "engineer_count": "2", "engineers_next_year": "2"}
    unknown = {f"{name}__unknown": "yes" for name, field in FIELDS.items() if field.kind == "integer"}
    page = panel(check(client, raw | unknown | counts | dict.fromkeys((f"{name}__unknown" for name in counts), ""))[1])
    assert "Every question is answered, 33 of them with “I don’t know”, which cannot change the verdict." in page


def test_a_whole_draft_without_an_unknown_speaks_of_none(client):
    raw = {name: "yes" if field.kind == "yes_no" else str(field.values[0]) if field.values else "3"
           for name, field in FIELDS.items()}  # fmt: skip
    assert "Every question is answered. Change what is not right" in panel(check(client, raw)[1])


def test_back_leads_to_the_section_seen_last(client):
    draft, response = check(client, path=["company", "founders"])
    assert f'class="back-link" href="{url_of(draft, section="founders")}"' in panel(response)
    _, response = check(client)
    assert f'class="back-link" href="{reverse("wizard:start")}"' in panel(response)


def test_the_check_page_runs_at_most_eight_queries(client, edition, django_assert_max_num_queries):
    draft = live_draft(COMPANY)
    with django_assert_max_num_queries(8):
        client.get(url_of(draft, "check"))
