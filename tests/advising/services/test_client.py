from datetime import timedelta

import pytest

from hireguide.advising.selectors.client import drafts_of, latest_diagnosis
from hireguide.advising.services.client import ask_again
from hireguide.diagnoses.services import NoEditionError, store_answers
from tests.factories import NOW, make_client, make_client_diagnosis, make_edition, make_profile, make_workspace

pytestmark = pytest.mark.django_db


def test_the_last_answers_are_filled_in_with_what_was_not_known():
    make_edition()
    company = make_client(make_workspace())
    make_client_diagnosis(company, profile=make_profile(delivery_pain="low"), now=NOW - timedelta(days=9))
    profile = make_profile(company_name="Acme GmbH", delivery_pain="high", unguided_decisions=False)
    make_client_diagnosis(company, profile=profile, dont_know=["urgency", "engineer_count"])
    draft = ask_again(company, last=latest_diagnosis(company), now=NOW)
    assert draft.client == company
    assert draft.answers == {
        "company_name": "Acme GmbH",
        "delivery_pain": "high",
        "unguided_decisions": "no",
        "urgency": "unknown",
        "engineer_count__unknown": "yes",
    }


def test_the_first_time_what_the_record_says_is_not_asked_again():
    make_edition()
    company = make_client(make_workspace(), stage="seed", employee_count=12)
    draft = ask_again(company, last=None, now=NOW)
    assert draft.answers == {"company_name": "Acme", "stage": "seed", "employee_count": "12"}


def test_without_an_edition_nothing_is_begun():
    with pytest.raises(NoEditionError):
        ask_again(make_client(make_workspace()), last=None, now=NOW)


def test_answers_are_under_way_until_they_are_kept_and_again_once_they_change():
    make_edition()
    company = make_client(make_workspace())
    kept = make_client_diagnosis(company)
    assert not drafts_of(company, now=NOW)
    later = NOW + timedelta(hours=1)
    store_answers(draft=kept.draft, section="delivery", names=["urgency"], posted={"urgency": "unknown"}, now=later)
    assert list(drafts_of(company, now=later)) == [kept.draft]
