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


def test_a_voice_is_named_only_while_it_says_so():
    workspace = make_workspace()
    heard, emil = make_heard(workspace), make_member(workspace)
    fay, gus = heard.respondents.all()
    for name, voice in (("delivery_pain", fay), ("board_pressure", fay), ("engineer_count", gus)):
        Settled.objects.create(round=heard, field=name, value=voice.facts[name], voice=voice, by=emil, at=NOW)
    before = all_whose(heard.settled.all(), [fay, gus])
    assert [one.changed for one in before] == ["", "", ""]
    fay.facts = {**fay.facts, "delivery_pain": "low", "board_pressure": "high"}
    fay.save()
    told = all_whose(heard.settled.select_related("voice", "by"), heard.respondents.all())
    assert [(one.whose, one.changed) for one in told] == [
        (str(emil), "Fay said so when it was settled, and has changed it since"),
        ("Gus", "Fay said so when it was settled, and has changed it since"),
        ("Gus", ""),
    ]
