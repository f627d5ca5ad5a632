import pytest
from django.http import Http404

from hireguide.advising.selectors.respondents import respondent_of_draft, respondent_of_token
from hireguide.web.keys import new_token
from tests.advising.asked import ask, come_in
from tests.factories import make_draft

pytestmark = pytest.mark.django_db


def test_a_link_and_a_draft_belong_to_one_person(client):
    _, (fay, gus) = ask()
    assert respondent_of_token(fay.token) == fay.respondent
    assert respondent_of_draft(come_in(client, gus)) == gus.respondent


def test_another_token_and_another_draft_are_nobodys():
    with pytest.raises(Http404):
        respondent_of_token(new_token())
    with pytest.raises(Http404):
        respondent_of_draft(make_draft())
