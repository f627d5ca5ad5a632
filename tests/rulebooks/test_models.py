import pytest
from django.db import IntegrityError, transaction

from hireguide.rulebooks.models import Edition, EditionIsPublishedError
from tests.factories import ADA, NOW, make_edition, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def published():
    return make_edition()


def test_a_stored_edition_cannot_be_saved_again(published):
    published.name = "Another name"
    with pytest.raises(EditionIsPublishedError, match="Publish a new edition"):
        published.save()
    assert Edition.objects.get().name == "A small rulebook"


@pytest.mark.parametrize(
    "attempt",
    [
        lambda edition: edition.delete(),
        lambda _: Edition.objects.all().delete(),
        lambda _: Edition.objects.update(name="Another name"),
        lambda edition: Edition.objects.filter(pk=edition.pk).update(name="Another name"),
        lambda edition: Edition.objects.bulk_update([edition], ["name"]),
        lambda edition: Edition.objects.update_or_create(number=edition.number, defaults={"name": "Another name"}),
    ],
)
def test_no_way_of_changing_or_deleting_editions_works(published, attempt):
    with pytest.raises(EditionIsPublishedError), transaction.atomic():
        attempt(published)
    assert Edition.objects.get().name == "A small rulebook"


@pytest.mark.parametrize("wrong", [{"number": 1}, {"number": 0}, {"number": 2, "digest": "md5:1"}])
def test_the_database_refuses_a_second_number_none_and_another_digest(published, wrong):
    fields = {"name": "", "body": "{}", "digest": "sha256:1", "published_at": NOW}
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.create(**fields | wrong)


def test_an_account_that_published_can_be_deleted_and_the_edition_stays():
    ada = make_user(ADA)
    edition = make_edition(by=ada)
    ada.delete()
    edition.refresh_from_db()
    assert (edition.published_by, edition.number) == (None, 1)


def test_it_says_which_it_is(published):
    assert str(published) == "Edition 1: A small rulebook"
