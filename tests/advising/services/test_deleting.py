"""What somebody answered is deleted for good when they ask for it, and so is a whole round."""

import pytest
from django.http import Http404

from hireguide.advising.models import Respondent, Round, Settled
from hireguide.advising.selectors.disagreement import table_of
from hireguide.advising.services.deleting import delete_respondent, delete_round
from hireguide.advising.services.respondents import begin
from hireguide.advising.services.settling import keep_round, settle
from hireguide.advising.services.voices import open_round
from hireguide.diagnoses.models import Diagnosis, Draft
from hireguide.workspaces.models import Activity
from tests.advising.asked import FAY, ask
from tests.advising.heard import make_heard
from tests.factories import NOW, make_member, make_workspace

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard():
    return make_heard(make_workspace())


@pytest.fixture
def emil(heard):
    return make_member(heard.client.workspace)


def last_line():
    line = Activity.objects.filter(kind="voices").order_by("pk").last()
    return line.what, line.who


def test_somebodys_answers_go_with_what_was_settled_as_theirs_alone(heard, emil):
    chosen = {"delivery_pain": "high", "board_pressure": "none", "engineer_count": 13}
    settle(heard, chosen, seen=table_of(heard).seen, by=emil, at=NOW)
    kept = keep_round(heard, seen=table_of(heard).to_keep, by=emil, at=NOW)
    fay, gus = heard.respondents.all()
    delete_respondent(fay, by=emil, at=NOW)
    assert list(heard.respondents.all()) == [gus]
    left = {one.field: one.voice for one in Settled.objects.all()}
    assert "delivery_pain" not in left
    assert (left["board_pressure"], left["engineer_count"]) == (gus, None)
    assert Diagnosis.objects.get() == kept
    assert last_line() == ("deleted the answers of Fay about Acme", emil)
    with pytest.raises(Http404):
        delete_respondent(fay, by=emil, at=NOW)


def test_what_is_under_way_goes_too_and_the_link():
    opened, (fay, gus) = ask(at=NOW)
    begin(fay.respondent, now=NOW)
    guss = begin(gus.respondent, now=NOW)
    delete_respondent(fay.respondent, by=opened.opened_by, at=NOW)
    assert Draft.objects.get() == guss
    assert Respondent.objects.get().name == "Gus Lind"


def test_a_round_goes_with_everybodys_answers_and_what_was_kept_of_it_stays(heard, emil):
    kept = keep_round(heard, seen=table_of(heard).to_keep, by=emil, at=NOW)
    opened, links = open_round(heard.client, (FAY,), by=emil, at=NOW)
    begin(links[0].respondent, now=NOW)
    for round_ in (heard, opened):
        delete_round(round_, by=emil, at=NOW)
    assert not any(model.objects.exists() for model in (Round, Respondent, Settled, Draft))
    assert Diagnosis.objects.get() == kept
    assert last_line() == ("deleted the questions of 21 November 2026 about Acme, with all answers", emil)
    with pytest.raises(Http404):
        delete_round(heard, by=emil, at=NOW)
