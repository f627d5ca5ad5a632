import json
from datetime import timedelta
from functools import partial

import pytest

from hireguide.rulebooks.models import Edition
from hireguide.rulebooks.services import RefusedRulebookError, check_rulebook, publish_rulebook
from hireguide.rules import RulebookError, catalogue_digest, parse_rulebook, rulebook_digest
from tests.factories import ADA, NOW, make_edition, make_user, rulebook_text, small_rulebook
from tests.threads import at_once


@pytest.mark.django_db
def test_publishing_stores_the_text_byte_for_byte_and_what_proved_it():
    whole = small_rulebook(name="Größe: naïve ☂")
    text = json.dumps(whole, ensure_ascii=False, separators=(" ,\r\n\t", " :"))
    ada = make_user(ADA)
    edition = publish_rulebook(text, at=NOW, note="The first.", by=ada)
    edition.refresh_from_db()
    assert edition.body == text
    assert (edition.number, edition.name, edition.note) == (1, "Größe: naïve ☂", "The first.")
    assert (edition.published_at, edition.published_by) == (NOW, ada)
    assert edition.digest == rulebook_digest(parse_rulebook(text))
    assert edition.catalogue_digest == catalogue_digest()
    assert edition.core_version


@pytest.mark.django_db
def test_publishing_what_is_current_again_returns_it_however_it_is_laid_out():
    first = make_edition()
    again = publish_rulebook(json.dumps(small_rulebook()), at=NOW + timedelta(days=1))
    assert again == first
    assert again.published_at == NOW
    assert Edition.objects.count() == 1


@pytest.mark.django_db
def test_an_older_edition_may_become_current_again_under_a_new_number():
    editions = [make_edition(), make_edition(name="Another"), make_edition()]
    assert [edition.number for edition in editions] == [1, 2, 3]
    assert editions[0].digest == editions[2].digest


@pytest.mark.django_db
def test_a_rulebook_with_faults_names_all_of_them_and_stores_nothing():
    faulty = small_rulebook(name="", bands={"execution": [4, 8]})
    faulty["evidence"][3]["points"] = 9
    with pytest.raises(RulebookError) as refused:
        publish_rulebook(json.dumps(faulty), at=NOW)
    assert {fault.path for fault in refused.value.faults} == {"name", "bands.strategy", "evidence[3].points"}
    assert not Edition.objects.exists()


@pytest.mark.django_db
def test_a_rulebook_whose_examples_fail_is_refused_and_stores_nothing():
    examples = small_rulebook()["examples"]
    wrong = [{**examples[0], "key": f"wrong_{number}", "verdict": "neither_yet"} for number in (1, 2)]
    with pytest.raises(RefusedRulebookError) as refused:
        publish_rulebook(rulebook_text(examples=[*examples, *wrong]), at=NOW)
    assert [fault.path.partition(".")[0] for fault in refused.value.faults] == ["examples[1]", "examples[2]"]
    assert not Edition.objects.exists()


def test_checking_a_rulebook_needs_no_database():
    assert check_rulebook(rulebook_text()).name == "A small rulebook"


@pytest.mark.django_db(transaction=True)
def test_publishers_at_the_same_moment_take_turns_and_make_one_number_each():
    names = {f"Rulebook {number}" for number in range(6)}
    editions = at_once(*[partial(make_edition, name=name) for name in names])
    assert sorted(edition.number for edition in editions) == [1, 2, 3, 4, 5, 6]
    assert set(Edition.objects.values_list("name", flat=True)) == names


@pytest.mark.django_db(transaction=True)
def test_the_same_rulebook_published_twice_at_the_same_moment_is_one_edition():
    assert set(at_once(*[make_edition] * 4)) == {Edition.objects.get()}
