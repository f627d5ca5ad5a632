"""What was nobody's when it was shown, and is somebody's own by the time of the write: it is theirs alone."""

from contextlib import suppress
from copy import deepcopy
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.http import Http404

from hireguide.diagnoses import services
from hireguide.diagnoses.models import Diagnosis, Draft, Override
from hireguide.diagnoses.selectors import get_diagnosis
from hireguide.web.wall import behind_the_wall
from hireguide.workspaces.selectors import ANYBODY
from tests.factories import ADA, BEN, CLEO, NOW, make_diagnosis, make_draft, make_edition, make_profile, make_user
from tests.walls import as_app

pytestmark = pytest.mark.django_db

CALM = {"company_name": "Acme", "delivery_pain": "none", "engineer_count": 5}


def what_if(w, of, by):
    own, calm = w.kept.result, make_profile(**CALM)
    return services.keep_what_if(of=of, own_result=own, profile=calm, dont_know=(), now=NOW, by=by)


WRITES = {
    "storing answers": lambda w, by: services.store_answers(
        draft=w.draft, section="company", names=["stage"], posted={"stage": "seed"}, by=by, now=NOW
    ),
    "sending the way back": lambda w, by: services.send_resume_mail(
        draft=w.draft, address=CLEO, link="https://x/", by=by, now=NOW
    ),
    "deleting answers": lambda w, by: services.delete_draft(w.draft, by=by, now=NOW),
    "keeping a diagnosis": lambda w, by: services.keep_diagnosis(
        draft=w.draft, profile=make_profile(**CALM), dont_know=(), now=NOW, by=by
    ),
    "keeping a what-if of answers": lambda w, by: what_if(w, w.draft, by),
    "keeping a what-if of a diagnosis": lambda w, by: what_if(w, w.kept, by),
    "judging again": lambda w, by: services.judge_again(w.kept, edition=w.newest, now=NOW, by=by),
    "judging again what was": lambda w, by: services.judge_again(w.again, edition=w.newest, now=NOW, by=by),
    "saying otherwise": lambda w, by: services.override_diagnosis(
        w.kept, verdict="neither_yet", reason="They are sold.", by=by, now=NOW
    ),
    "deleting a diagnosis": lambda w, by: services.delete_diagnosis(w.kept, now=NOW, by=by),
}
each_write = pytest.mark.parametrize("write", WRITES.values(), ids=list(WRITES))


@pytest.fixture
def shown():
    """A draft, what was kept from it, and that judged again, as anybody sees them; and Cleo, who may claim them."""
    draft = make_draft()
    kept = make_diagnosis(draft=draft)
    again = services.judge_again(kept, edition=make_edition(name="Newer"), now=NOW)
    return SimpleNamespace(
        draft=Draft.objects.get(pk=draft.pk),
        kept=Diagnosis.objects.get(pk=kept.pk),
        again=Diagnosis.objects.get(pk=again.pk),
        newest=make_edition(name="Newest"),
        cleo=make_user(CLEO),
    )


def written(write, shown, by):
    """What somebody does with what they were shown: whatever becomes of it, `shown` keeps it as they saw it."""
    with as_app(), behind_the_wall(user_id=by and by.pk), transaction.atomic():
        return write(deepcopy(shown), by)


def claim(shown):
    services.claim_draft(deepcopy(shown.draft), owner=shown.cleo, now=NOW)


def rows():
    return {model: list(model.objects.order_by("pk").values()) for model in (Draft, Diagnosis, Override)}


@each_write
@pytest.mark.parametrize("email", [None, BEN])
def test_whoever_was_shown_what_another_has_claimed_since_gets_404_and_writes_nothing(write, email, shown, mailoutbox):
    by = make_user(email) if email else None
    claim(shown)
    before = rows()
    with pytest.raises(Http404, match=r"There is no such (draft, or it has expired|diagnosis, or it was deleted)\."):
        written(write, shown, by)
    assert rows() == before
    assert mailoutbox == []


@each_write
def test_whoever_has_claimed_it_since_goes_on_and_what_comes_of_it_is_theirs(write, shown):
    claim(shown)
    before = rows()
    written(write, shown, shown.cleo)
    assert rows() != before
    assert not Diagnosis.objects.exclude(owner=shown.cleo).exists()


@each_write
def test_what_is_nobodys_stays_open_to_whoever_has_its_address(write, shown):
    before = rows()
    written(write, shown, None)
    assert rows() != before
    assert not Diagnosis.objects.exclude(owner=None).exists()


def test_staff_say_otherwise_of_a_diagnosis_whoever_has_claimed_it_since(shown):
    ada = make_user(ADA)
    claim(shown)
    with as_app(), behind_the_wall(user_id=ada.pk, is_staff=True):
        services.override_diagnosis(
            shown.kept, verdict="neither_yet", reason="They are sold.", by=ada, now=NOW, as_staff=True
        )
    assert Override.objects.get().diagnosis == shown.kept


@pytest.mark.parametrize("which", ["kept", "again"])
def test_claiming_what_another_has_claimed_since_leaves_it_theirs(which, shown):
    ben = make_user()
    claim(shown)
    with as_app(), behind_the_wall(user_id=ben.pk):
        with suppress(Http404):  # behind the second wall it isn't there
            services.claim_diagnosis(getattr(shown, which), owner=ben)
        services.claim_draft(shown.draft, owner=ben, now=NOW)
    assert not Draft.objects.exclude(owner=shown.cleo).exists()
    assert not Diagnosis.objects.exclude(owner=shown.cleo).exists()


def test_what_was_judged_again_is_not_judged_again_once_the_first_has_gone(shown):
    services.delete_diagnosis(shown.kept, now=NOW)
    with pytest.raises(Http404):
        services.judge_again(shown.again, edition=shown.newest, now=NOW)
    seen_anew = get_diagnosis(shown.again.public_id, viewer=ANYBODY)
    assert services.judge_again(seen_anew, edition=shown.newest, now=NOW).edition == shown.newest
