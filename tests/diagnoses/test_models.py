import pytest
from django.db import IntegrityError, models, transaction

from hireguide.diagnoses.models import Diagnosis, DiagnosisIsFrozenError, Draft, OverrideStaysError, OverrideTrace
from hireguide.diagnoses.services import override_diagnosis
from hireguide.rulebooks.models import Edition
from tests.factories import NOW, make_diagnosis, make_draft

pytestmark = pytest.mark.django_db


def test_addresses_cannot_be_guessed_and_never_meet():
    drafts = [make_draft() for _ in range(20)]
    assert len({draft.public_id for draft in drafts}) == 20
    assert all(len(draft.public_id) == 22 for draft in drafts)


def test_a_draft_says_when_it_dies(settings):
    settings.DRAFT_DAYS = 30
    assert make_draft().expires_at.isoformat() == "2026-12-21T09:00:00+00:00"


def test_a_kept_diagnosis_cannot_be_saved_again():
    diagnosis = make_diagnosis()
    diagnosis.verdict = "pairing"
    with pytest.raises(DiagnosisIsFrozenError, match="Judge again"):
        diagnosis.save()
    assert Diagnosis.objects.get().verdict == "vp_engineering_first"


@pytest.mark.parametrize(
    "attempt",
    [
        lambda _: Diagnosis.objects.update(verdict="pairing"),
        lambda diagnosis: Diagnosis.objects.bulk_update([diagnosis], ["verdict"]),
        lambda diagnosis: Diagnosis.objects.update_or_create(pk=diagnosis.pk, defaults={"verdict": "pairing"}),
    ],
)
def test_no_way_of_changing_diagnoses_works(attempt):
    diagnosis = make_diagnosis()
    with pytest.raises(DiagnosisIsFrozenError), transaction.atomic():
        attempt(diagnosis)
    assert Diagnosis.objects.get().verdict == "vp_engineering_first"


def test_the_database_refuses_the_same_answers_of_one_draft_twice():
    kept = make_diagnosis()
    other = make_diagnosis()
    copy = {"edition": kept.edition, "result": kept.result, "made_at": NOW, "profile": other.profile}
    Diagnosis.objects.all()._raw_delete("default")
    Diagnosis.objects.create(draft=kept.draft, answers_digest="sha256:1", **copy | {"profile": kept.profile})
    with pytest.raises(IntegrityError), transaction.atomic():
        Diagnosis.objects.create(draft=kept.draft, answers_digest="sha256:1", **copy)


def test_deleting_a_draft_leaves_the_diagnosis():
    diagnosis = make_diagnosis()
    diagnosis.draft.delete()
    diagnosis.refresh_from_db()
    assert (diagnosis.draft, Draft.objects.count()) == (None, 0)


def test_they_say_what_they_are_without_saying_whose():
    diagnosis = make_diagnosis()
    assert str(diagnosis) == "Diagnosis of 2026-11-21: vp_engineering_first"
    assert str(diagnosis.draft) == "Draft begun on 2026-11-21 09:00"


@pytest.mark.parametrize(
    "attempt", [OverrideTrace.save, OverrideTrace.delete, lambda _: OverrideTrace.objects.all().delete()]
)
def test_what_stays_of_an_override_is_neither_changed_nor_deleted(attempt):
    trace = override_diagnosis(make_diagnosis(), verdict="pairing", reason="So.", by=None, now=NOW).trace
    with pytest.raises(OverrideStaysError, match="never changed nor deleted"):
        attempt(trace)
    assert str(OverrideTrace.objects.get()) == "Both seats as a pair, not VP Engineering first"


def test_what_stays_of_an_override_leads_to_no_company_and_no_person_and_holds_no_text_of_anybodys():
    leads = {field.related_model for field in OverrideTrace._meta.concrete_fields if field.remote_field}
    assert leads == {Edition}
    assert not [field for field in OverrideTrace._meta.concrete_fields if isinstance(field, models.TextField)]
