"""What is promised when two requests come in the same moment: each in a thread and transaction of its own."""

from functools import partial

import pytest

from hireguide.advising.models import Respondent, Round
from hireguide.advising.services.respondents import LinkHasEndedError, begin, hand_in
from hireguide.advising.services.voices import close_round, extend_link, open_round, revoke_link
from hireguide.diagnoses.models import Draft
from hireguide.profiles.forms import check_answers
from tests.advising.asked import FAY, GUS, ask
from tests.factories import NOW, make_client, make_edition, make_workspace
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


def test_a_double_click_on_a_new_round_asks_once():
    make_edition()
    workspace = make_workspace()
    company, by = make_client(workspace), workspace.memberships.get().user
    asked = at_once(*[partial(open_round, company, [FAY, GUS], by=by, at=NOW)] * 3)
    assert {round_ for round_, _ in asked} == {Round.objects.get()}
    assert sorted(len(links) for _, links in asked) == [0, 0, 2]
    assert Respondent.objects.count() == 2


def test_a_link_that_is_taken_back_while_it_is_extended_stays_so():
    opened, (fay, _) = ask(at=NOW)
    before = Respondent.objects.get(pk=fay.respondent.pk)
    at_once(*(partial(write, before, by=opened.opened_by, at=NOW) for write in (revoke_link, extend_link)))
    assert Respondent.objects.get(pk=fay.respondent.pk).revoked_at == NOW
