"""Two people who make examples at the same moment: each gets one of its own, with a key of its own."""

from functools import partial

import pytest

from hireguide.editing.services.examples import ExampleIsThereError, add_example
from hireguide.rulebooks.models import Example
from tests.factories import NOW, make_rulebook_draft
from tests.threads import at_once

pytestmark = pytest.mark.django_db(transaction=True)

ITEM = {"verdict": "pairing", "also": [], "note": ""}


def test_two_examples_at_once_have_two_keys_and_the_same_one_is_added_once():
    draft = make_rulebook_draft(examples=[])
    made = [{"stage": "seed"}, {"stage": "series_a"}, {"stage": "seed"}]
    outcomes = at_once(*(partial(add_example, draft, ITEM, facts, by=None, at=NOW) for facts in made))
    assert sorted(Example.objects.values_list("key", flat=True)) == ["life_1", "life_2"]
    assert [type(outcome) for outcome in outcomes].count(ExampleIsThereError) == 1
