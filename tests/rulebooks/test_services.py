import json
from datetime import timedelta
from functools import partial

import pytest

from hireguide.rulebooks.models import Edition
from hireguide.rulebooks.selectors import editions as selectors
from hireguide.rulebooks.services import RefusedRulebookError, Signed, check_rulebook, store_edition
from hireguide.rules import RulebookError, catalogue_digest, judge, parse_rulebook, rulebook_digest
from tests.factories import ADA, BEN, CLEO, NOW, make_edition, make_user, small_rulebook
from tests.threads import at_once


@pytest.fixture
def whole(rulebook_text):
    """The real rulebook as parsed JSON: it holds in all of its proofs."""
    return json.loads(rulebook_text)


@pytest.mark.django_db
def test_an_edition_keeps_the_text_byte_for_byte_and_what_proved_it(whole):
    whole["name"] = "Größe: naïve ☂"
    text = json.dumps(whole, ensure_ascii=False, separators=(" ,\r\n\t", " :"))
    ada, ben, cleo = (make_user(name) for name in (ADA, BEN, CLEO))
    signed = Signed(by=ada, author=ben, approved_by=cleo)
    edition = store_edition(text, parse_rulebook(text), at=NOW, note="The first.", signed=signed)
    edition.refresh_from_db()
    assert edition.body == text
    assert (edition.number, edition.name, edition.note) == (1, "Größe: naïve ☂", "The first.")
    assert (edition.published_at, edition.published_by) == (NOW, ada)
    assert (edition.author, edition.approved_by, edition.restores) == (ben, cleo, None)
    assert edition.digest == rulebook_digest(parse_rulebook(text))
    assert edition.catalogue_digest == catalogue_digest()
    assert edition.core_version


@pytest.mark.django_db
def test_storing_what_is_current_again_returns_it_however_it_is_laid_out():
    first = make_edition()
    text = json.dumps(small_rulebook())
    again = store_edition(text, parse_rulebook(text), at=NOW + timedelta(days=1), note="", signed=Signed())
    assert again == first
    assert again.published_at == NOW
    assert Edition.objects.count() == 1


@pytest.mark.django_db
def test_an_older_edition_may_become_current_again_under_a_new_number():
    editions = [make_edition(), make_edition(name="Another"), make_edition()]
    assert [edition.number for edition in editions] == [1, 2, 3]
    assert editions[0].digest == editions[2].digest


def test_a_rulebook_with_faults_names_all_of_them():
    faulty = small_rulebook(name="", bands={"execution": [4, 8]})
    faulty["evidence"][3]["points"] = 9
    with pytest.raises(RulebookError) as refused:
        check_rulebook(json.dumps(faulty))
    assert {fault.path for fault in refused.value.faults} == {"name", "bands.strategy", "evidence[3].points"}


def refused_for(whole):
    with pytest.raises(RefusedRulebookError) as refused:
        check_rulebook(json.dumps(whole))
    return refused.value


def test_a_rulebook_that_does_not_hold_is_refused_naming_the_place_of_all_that_fails(whole):
    idle = {
        **whole["evidence"][2],
        "key": "twice",
        "when": {"all": [{"field": "stage", "op": "is", "value": "seed"}] * 2},
    }
    idle["when"]["all"][1] = {"field": "stage", "op": "is", "value": "series_a"}
    whole["evidence"].append(idle)
    whole["examples"][1]["also"] = []
    whole["examples"][1]["verdict"] = "pairing" if whole["examples"][1]["verdict"] != "pairing" else "neither_yet"
    error = refused_for(whole)
    assert [fault.path for fault in error.faults] == [f"evidence[{len(whole['evidence']) - 1}]", "examples[1]"]
    assert error.faults[0].message.startswith("twice never holds: no possible profile meets its condition.")
    (_, _), (_, example) = error.proof.open
    assert judge(parse_rulebook(json.dumps(whole)), example.witnesses[0]).code != whole["examples"][1]["verdict"]


def test_what_is_not_proven_in_time_refuses_too(whole, monkeypatch):
    monkeypatch.setattr(selectors, "prove", partial(selectors.prove, budget=1, crowd=1))
    whole["name"] = "Another"
    error = refused_for(whole)
    assert {item.holds for _, item in error.proof.open} == {None}
    assert all(fault.message.startswith("Not proven: ") for fault in error.faults)


def test_checking_needs_no_database_and_the_same_content_is_proved_once(whole, rulebook_text, monkeypatch):
    first = check_rulebook(rulebook_text)
    monkeypatch.setattr(selectors, "prove", None)
    assert rulebook_digest(check_rulebook(json.dumps(whole))) == rulebook_digest(first)


@pytest.mark.django_db(transaction=True)
def test_publishers_at_the_same_moment_take_turns_and_make_one_number_each():
    names = {f"Rulebook {number}" for number in range(6)}
    editions = at_once(*[partial(make_edition, name=name) for name in names])
    assert sorted(edition.number for edition in editions) == [1, 2, 3, 4, 5, 6]
    assert set(Edition.objects.values_list("name", flat=True)) == names


@pytest.mark.django_db(transaction=True)
def test_the_same_rulebook_published_twice_at_the_same_moment_is_one_edition():
    assert set(at_once(*[make_edition] * 4)) == {Edition.objects.get()}
