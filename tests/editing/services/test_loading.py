from functools import partial

import pytest

from hireguide.editing.models import AuditEntry
from hireguide.editing.services.loading import publish_file
from hireguide.rulebooks.models import Edition, RulebookDraft
from hireguide.rulebooks.selectors import editions
from hireguide.rules import Proof, RulebookError, rulebook_digest
from tests.factories import NOW, rulebook_text
from tests.threads import at_once


@pytest.fixture
def all_proved(monkeypatch):
    """Every rulebook is taken as proved: the small one is too small to hold."""
    monkeypatch.setattr(editions, "prove", lambda rulebook: Proof(rulebook_digest(rulebook), ()))
    editions._proof.cache_clear()
    yield
    editions._proof.cache_clear()


def load(**parts):
    return publish_file(rulebook_text(**parts), title="rules.json", note="", clock=lambda: NOW)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("all_proved")
def test_one_file_loaded_twice_at_the_same_moment_is_one_edition_and_no_draft_stays():
    assert at_once(*[load] * 3) == [Edition.objects.get()] * 3
    assert list(RulebookDraft.objects.values_list("state", flat=True)) == ["published"]
    assert AuditEntry.objects.filter(action="publish").count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("all_proved")
def test_different_files_loaded_at_the_same_moment_become_editions_one_after_the_other_or_are_refused():
    outcomes = at_once(*[partial(load, name=name) for name in ("One", "Two", "Three")])
    made = [outcome for outcome in outcomes if isinstance(outcome, Edition)]
    assert sorted(edition.number for edition in made) == list(range(1, len(made) + 1))
    assert Edition.objects.count() == len(made) >= 1
    assert not RulebookDraft.objects.filter(state="open").exists()


@pytest.mark.django_db
def test_a_text_that_is_no_rulebook_leaves_nothing():
    with pytest.raises(RulebookError):
        load(name="")
    assert not RulebookDraft.objects.exists()
