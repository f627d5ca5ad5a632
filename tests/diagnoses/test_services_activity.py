"""What was done to a client's diagnoses leaves a line in its workspace, without an answer; nobody's leaves none."""

import pytest

from hireguide.diagnoses.models import Diagnosis
from hireguide.diagnoses.services import (
    WhatIfIsNoCompanyError,
    delete_diagnosis,
    judge_again,
    keep_diagnosis,
    keep_what_if,
    override_diagnosis,
)
from hireguide.workspaces.models import Activity
from tests.factories import (
    NOW,
    make_client,
    make_client_diagnosis,
    make_diagnosis,
    make_edition,
    make_member,
    make_profile,
    make_workspace,
)

pytestmark = pytest.mark.django_db

CALM = {"company_name": "Acme", "delivery_pain": "none", "engineer_count": 5}


def lines():
    kept = Activity.objects.filter(kind=Activity.Kind.DIAGNOSES).order_by("pk")
    return [(line.what, line.who) for line in kept]


def test_a_clients_record_follows_what_was_kept_of_its_stage_and_size_and_a_scenario_moves_nothing():
    make_edition()
    company = make_client(make_workspace(), stage="pre_seed", employee_count=4)
    kept = make_client_diagnosis(company)
    told = make_profile(company_name="Acme", stage="seed", employee_count=45)
    keep_diagnosis(draft=kept.draft, profile=told, dont_know=(), now=NOW)
    company.refresh_from_db()
    assert (company.stage, company.employee_count, company.revision) == ("seed", 45, 1)
    keep_diagnosis(draft=kept.draft, profile=make_profile(company_name="Acme"), dont_know=(), now=NOW)
    larger = make_profile(company_name="Acme", stage="series_a", employee_count=90)
    keep_what_if(of=kept, own_result=kept.result, profile=larger, dont_know=(), now=NOW)
    company.refresh_from_db()
    assert (company.stage, company.employee_count, company.revision) == ("seed", 45, 1)


def test_each_deed_leaves_one_line_with_who_did_it():
    make_edition()
    company = make_client(make_workspace())
    emil = make_member(company.workspace)
    kept = make_client_diagnosis(company, by=emil)
    keep_diagnosis(draft=kept.draft, profile=make_profile(), dont_know=(), now=NOW, by=emil)
    what_if = {"of": kept, "own_result": kept.result, "profile": make_profile(**CALM), "dont_know": ()}
    for _ in range(2):
        supposed = keep_what_if(**what_if, now=NOW, by=emil)
    other = make_edition(name="Other", advice=[])
    for _ in range(2):
        judge_again(kept, edition=other, now=NOW, by=emil)
    override_diagnosis(kept, verdict="pairing", reason="So.", by=emil, now=NOW)
    delete_diagnosis(supposed, now=NOW, by=emil)
    assert lines() == [
        ("kept a diagnosis of Acme", emil),
        ("kept a scenario of Acme", emil),
        ("judged Acme again under edition 2", emil),
        ("said otherwise than the rules about Acme", emil),
        ("deleted a scenario of Acme, made on 2026-11-21", emil),
    ]


def test_what_is_no_clients_leaves_no_line():
    kept = make_diagnosis()
    override_diagnosis(kept, verdict="pairing", reason="So.", by=None, now=NOW)
    delete_diagnosis(kept, now=NOW)
    assert not Activity.objects.exists()


def test_what_is_deleted_by_a_double_click_is_deleted_once():
    kept = make_client_diagnosis(make_client(make_workspace()))
    for read in (Diagnosis.objects.get(pk=kept.pk), kept):
        delete_diagnosis(read, now=NOW)
    assert Activity.objects.filter(what__startswith="deleted").count() == 1


def test_a_what_if_kept_again_takes_the_name_given_last_and_cannot_be_said_otherwise_of():
    kept = make_diagnosis()
    what_if = {"of": kept, "own_result": kept.result, "profile": make_profile(**CALM), "dont_know": (), "now": NOW}
    names = [keep_what_if(**what_if, name=name).name for name in ("", "After the raise", "", "After the round")]
    assert names == ["", "After the raise", "After the raise", "After the round"]
    with pytest.raises(WhatIfIsNoCompanyError):
        override_diagnosis(keep_what_if(**what_if), verdict="pairing", reason="So.", by=None, now=NOW)
