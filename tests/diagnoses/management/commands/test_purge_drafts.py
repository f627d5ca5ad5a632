from datetime import timedelta

import pytest
from django.utils import timezone

from hireguide.diagnoses.models import Beginning, Draft
from tests.commands import run
from tests.factories import make_draft


@pytest.mark.django_db
def test_it_deletes_what_has_expired_and_says_how_much():
    now = timezone.now()
    alive = make_draft(created_at=now - timedelta(days=60), answered_at=now - timedelta(days=29))
    for _ in range(2):
        make_draft(created_at=now - timedelta(days=31))
    Beginning.objects.create(origin="x", begun_at=now - timedelta(hours=2))
    done = run("purge_drafts")
    assert (done.code, done.err) == (0, "")
    assert done.out == "Deleted 2 expired drafts and 1 notes of where drafts were begun.\n"
    assert Draft.objects.get() == alive
    assert not Beginning.objects.exists()
