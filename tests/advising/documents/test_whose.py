import pytest

from hireguide.advising.documents.whose import all_whose
from hireguide.advising.models import Settled
from tests.advising.heard import make_heard
from tests.factories import NOW, make_member, make_workspace

pytestmark = pytest.mark.django_db


def test_each_settled_answer_says_whose_it_is():
    workspace = make_workspace()
    heard, emil = make_heard(workspace), make_member(workspace)
    fay, gus = heard.respondents.all()
    Settled.objects.create(round=heard, field="board_pressure", value="none", voice=gus, by=emil, at=NOW)
    Settled.objects.create(round=heard, field="delivery_pain", value="high", voice=fay, by=emil, at=NOW)
    Settled.objects.create(round=heard, field="engineer_count", value=13, by=emil, at=NOW)
    Settled.objects.create(round=heard, field="stage", value=None, at=NOW)
    told = all_whose(heard.settled.all(), [fay, gus])
    assert [(one.answer, one.whose) for one in told] == [
        ("Not at all", "Gus and Fay"),
        ("Nearly always", "Fay"),
        ("13 engineers", str(emil)),
        ("Nobody knows", "somebody who has left"),
    ]
    assert told[3].is_missing
