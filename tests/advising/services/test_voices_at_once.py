"""What is promised when two requests come in the same moment: each in a thread and transaction of its own."""

from functools import partial

import pytest

from hireguide.advising.models import Respondent
from hireguide.advising.services.respondents import LinkHasEndedError, begin, hand_in
from hireguide.advising.services.voices import close_round
from hireguide.diagnoses.models import Draft
from hireguide.profiles.forms import check_answers
from tests.advising.asked import ask
from tests.factories import NOW
from tests.threads import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_double_click_on_start_begins_one_draft():
    _, (fay, _) = ask(at=NOW)
    assert set(at_once(*[partial(begin, fay.respondent, now=NOW)] * 3)) == {Draft.objects.get()}


def test_whoever_hands_in_while_the_questions_close_has_either_handed_in_or_is_told_so():
    opened, links = ask(at=NOW)
    checked = check_answers({"stage": "seed"})
    voices = [partial(hand_in, one.respondent, begin(one.respondent, now=NOW), checked, now=NOW) for one in links]
    *outcomes, closed = at_once(*voices, partial(close_round, opened, by=opened.opened_by, at=NOW))
    assert closed is None
    stored = [one.handed_in_at is not None for one in Respondent.objects.order_by("pk")]
    assert [not isinstance(outcome, LinkHasEndedError) for outcome in outcomes] == stored
    assert {type(outcome) for outcome in outcomes} <= {type(None), LinkHasEndedError}
