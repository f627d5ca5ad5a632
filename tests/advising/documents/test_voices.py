from datetime import timedelta

import pytest

from hireguide.advising.documents.voices import lost_with_respondent, lost_with_round, respondent_rows
from hireguide.advising.models import Respondent, Round
from tests.factories import NOW

ROUND = Round(company="Acme", opened_at=NOW)


def row_of(round_=ROUND, now=NOW, **said):
    own = {"round": round_, "name": "Fay", "seat": "cto", "expires_at": NOW + timedelta(days=14)}
    one = Respondent(**own | said)
    return respondent_rows(round_, [one], now=now)[0]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, "Nothing yet"),
        ({"draft_id": 1}, "Has begun"),
        ({"handed_in_at": NOW, "draft_id": 1}, "Handed in on 21 November 2026"),
    ],
)
def test_how_far_somebody_is_is_said_and_nothing_of_what_they_answered(said, words):
    row = row_of(**said, answers={"stage": "seed"}, facts={"stage": "seed"})
    assert row.answers == words
    assert row.has_answered == ("handed_in_at" in said)
    assert "seed" not in str(row)


def test_a_link_works_until_it_ends():
    row = row_of(email="fay@example.com")
    assert (row.name, row.seat, row.email) == ("Fay", "CTO or technical lead", "fay@example.com")
    assert (row.link, row.is_open, row.is_revoked, row.may_renew) == ("Works until 5 December 2026", True, False, True)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, ""),
        ({"email": "fay@example.com"}, "the mail was not sent: make a new link"),
        ({"email": "fay@example.com", "draft_id": 1}, ""),
        ({"email": "fay@example.com", "handed_in_at": NOW}, ""),
        ({"email": "fay@example.com", "mailed_at": NOW}, "mailed on 21 November 2026"),
        ({"email": "fay@example.com", "mailed_at": NOW, "revoked_at": NOW}, ""),
    ],
)
def test_whether_a_link_that_works_was_mailed_is_said(said, words):
    assert row_of(**said).mail == words


def test_a_link_taken_back_or_expired_does_not_work_and_may_be_made_anew():
    row = row_of(revoked_at=NOW)
    assert (row.link, row.is_open, row.is_revoked) == ("Taken back on 21 November 2026", False, True)
    row = row_of(now=NOW + timedelta(days=14))
    assert (row.link, row.is_open, row.may_renew) == ("Expired on 5 December 2026", False, True)


def test_a_closed_round_gives_no_links():
    row = row_of(Round(company="Acme", opened_at=NOW, closed_at=NOW))
    assert (row.link, row.is_open, row.may_renew) == ("Closed with the questions", False, False)


def test_what_is_lost_with_somebodys_answers_is_named_and_nothing_that_there_is_not():
    told = {"round": ROUND, "name": "Fay", "expires_at": NOW}
    fay = Respondent(**told, email="fay@example.com", handed_in_at=NOW, draft_id=1)
    assert lost_with_respondent(fay) == (
        "what Fay handed in on 21 November 2026",
        "what they have answered and not handed in",
        "their name, their e-mail address and their link, which stops working",
        "what was settled as theirs alone: it is open or in dispute again",
    )
    silent = Respondent(**told)
    assert lost_with_respondent(silent) == ("their name and their link, which stops working",)
    assert lost_with_round([fay, silent], 3) == (
        "what 1 person handed in",
        "what 1 person has under way",
        "the names and addresses of 2 people who were asked, and their links, which stop working",
        "3 settled answers, with whose each is",
        "the round itself, with its map and its agenda",
    )
    assert lost_with_round([], 0) == ("the round itself, with its map and its agenda",)
