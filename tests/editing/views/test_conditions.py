import pytest
from django.urls import reverse

from tests.editing.people import make_staff

pytestmark = pytest.mark.django_db

PAGE = reverse("editing:condition_row")
LINE = {"name": "when-all-3", "shape": "condition", "number": "2"}


@pytest.fixture
def reader(client):
    client.force_login(make_staff("reader"))


def shown(client, **typed):
    answer = client.get(PAGE, LINE | {f"when-all-3-{name}": value for name, value in typed.items()})
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_choices_follow_the_question(client, reader):
    line = shown(client, field="delivery_pain")
    assert line.lstrip().startswith('<div class="condition" id="id_when-all-3"')
    assert '<option value="at_least">is at least</option>' in line
    assert '<option value="medium">Often</option>' in line
    assert "<html" not in line


def test_the_value_follows_the_comparison_and_what_was_typed_stays(client, reader):
    line = shown(client, field="engineer_count", op="between", value=["5", "30"])
    assert line.count('name="when-all-3-value"') == 2
    assert 'value="30"' in line
    assert 'value="seed" checked' in shown(client, field="stage", op="one_of", value=["seed"])


def test_a_comparison_that_the_question_does_not_know_becomes_is(client, reader):
    assert '<option value="is" selected>is</option>' in shown(client, field="delivery_owner", op="between", value="5")


def test_nothing_typed_is_taken_for_markup(client, reader):
    line = shown(client, field="engineer_count", op="is", value='1"><b>')
    assert "<b>" not in line


@pytest.mark.parametrize("wrong", [{"name": "x"}, {"name": 'when-all-1"'}, {"shape": "circle"}])
def test_a_line_that_no_form_has_is_not_there(client, reader, wrong):
    assert client.get(PAGE, LINE | wrong).status_code == 404


def test_it_needs_staff_who_may_read_drafts(client):
    assert client.get(PAGE, LINE).status_code == 302
    client.force_login(make_staff("outsider"))
    assert client.get(PAGE, LINE).status_code == 404
