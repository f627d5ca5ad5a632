import pytest

from hireguide.advising.models import FollowUp, Respondent
from hireguide.advising.services.clients import delete_client
from hireguide.diagnoses.models import Diagnosis, Draft, Override, OverrideTrace
from hireguide.diagnoses.selectors import judge_under
from hireguide.diagnoses.services import judge_again, keep_what_if, override_diagnosis
from hireguide.profiles.models import CompanyProfile
from hireguide.workspaces.models import Activity, Client, Tag
from tests.factories import (
    NOW,
    make_client,
    make_client_diagnosis,
    make_diagnosis,
    make_edition,
    make_profile,
    make_respondent,
    make_round,
    make_workspace,
)

pytestmark = pytest.mark.django_db


def test_deleting_a_client_really_deletes_all_that_was_kept_of_it_and_nothing_else():
    workspace = make_workspace()
    dora = workspace.memberships.get().user
    other, nobodys = make_client_diagnosis(make_client(workspace, "Beta")), make_diagnosis()
    acme = make_client(workspace, tags=["fintech"], notes="Private.")
    kept = make_client_diagnosis(acme)
    judge_again(kept, edition=make_edition(name="Another"), now=NOW)
    own = judge_under(kept.edition, make_profile())
    calm = make_profile(delivery_pain="none", engineer_count=5)
    keep_what_if(of=kept, own_result=own, profile=calm, dont_know=(), now=NOW)
    override_diagnosis(kept, verdict="pairing", reason="I know them.", by=dora, now=NOW)
    FollowUp.objects.create(diagnosis=kept, months=6, hired="both", worked="yes", by=dora, at=NOW)
    make_respondent(make_round(acme))
    assert delete_client(acme, by=dora, at=NOW) == 3
    assert [one.name for one in Client.objects.all()] == ["Beta"]
    assert set(Diagnosis.objects.all()) == {other, nobodys}
    assert set(CompanyProfile.objects.all()) == {other.profile, nobodys.profile}
    assert set(Draft.objects.all()) == {other.draft, nobodys.draft}
    for model in (Tag, Override, FollowUp, Respondent):
        assert not model.objects.exists()
    assert OverrideTrace.objects.get().said is None
    last = Activity.objects.first()
    assert (last.what, last.who, last.client) == ("deleted the client Acme for ever", dora, None)


def test_a_client_that_has_gone_is_not_deleted_twice():
    workspace = make_workspace()
    dora = workspace.memberships.get().user
    acme = make_client(workspace)
    pk = acme.pk
    delete_client(acme, by=dora, at=NOW)
    acme.pk = pk
    with pytest.raises(Client.DoesNotExist):
        delete_client(acme, by=dora, at=NOW)
