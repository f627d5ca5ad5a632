"""A company's profile as stored."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from hireguide.profiles.models import CompanyProfile
from hireguide.rules import CATALOGUE, FIELDS, Profile, parse_profile

KINDS = {
    "choice": models.CharField,
    "ordered": models.CharField,
    "yes_no": models.BooleanField,
    "integer": models.IntegerField,
}
NAMES = st.text(st.characters(codec="utf-8", exclude_categories=("Cc",)), max_size=120)


@st.composite
def profiles(draw):
    """Profiles as the parser makes them: any answers, or none, that the catalogue allows together."""
    data = {field.name: draw(st.none() | st.sampled_from(field.values)) for field in CATALOGUE}
    engineers, people = data["engineer_count"], data["employee_count"]
    if engineers is not None and people is not None and engineers > people:
        data["engineer_count"] = people
    return parse_profile({**data, "company_name": draw(NAMES)})


def test_the_columns_are_the_name_and_the_catalogues_fields_in_its_order():
    columns = [field.name for field in CompanyProfile._meta.concrete_fields]
    assert columns == ["id", "company_name", *FIELDS]


@pytest.mark.parametrize("field", CATALOGUE, ids=lambda field: field.name)
def test_a_column_has_its_fields_kind_may_be_unknown_and_offers_its_choices(field):
    column = CompanyProfile._meta.get_field(field.name)
    assert type(column) is KINDS[field.kind]
    assert column.null
    assert column.blank
    assert not column.has_default()
    assert tuple(value for value, _ in column.choices or ()) == field.choices
    assert all(len(choice) <= column.max_length for choice in field.choices)


@given(profiles())
def test_an_unsaved_row_gives_back_the_facts_it_was_made_from(profile):
    row = CompanyProfile.from_profile(profile)
    assert row.company_name == profile.company_name
    assert list(row.facts().items()) == list(profile.facts.items())


@pytest.mark.django_db
@settings(max_examples=30)
@given(profiles())
def test_the_database_gives_back_the_facts_kinds_and_order_included(profile):
    row = CompanyProfile.from_profile(profile)
    row.full_clean()
    row.save()
    stored = CompanyProfile.objects.get(pk=row.pk)
    assert stored.company_name == profile.company_name
    assert list(stored.facts().items()) == list(profile.facts.items())
    assert [type(value) for value in stored.facts().values()] == [type(value) for value in profile.facts.values()]


@pytest.mark.django_db
def test_no_is_kept_apart_from_unknown():
    row = CompanyProfile.objects.create(delivery_owner=False, engineer_count=0)
    assert CompanyProfile.objects.get(pk=row.pk).facts() == {"engineer_count": 0, "delivery_owner": False}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "field", [field for field in CATALOGUE if field.kind == "integer"], ids=lambda field: field.name
)
def test_the_database_holds_a_number_to_its_range(field):
    for inside in (field.low, field.high):
        CompanyProfile.objects.create(**{field.name: inside})
    for outside in (field.low - 1, field.high + 1):
        with pytest.raises(IntegrityError), transaction.atomic():
            CompanyProfile.objects.create(**{field.name: outside})


@pytest.mark.django_db
def test_the_database_refuses_more_engineers_than_people():
    CompanyProfile.objects.create(engineer_count=8, employee_count=8)
    with pytest.raises(IntegrityError), transaction.atomic():
        CompanyProfile.objects.create(engineer_count=9, employee_count=8)


@pytest.mark.django_db
def test_a_choice_that_there_is_not_does_not_pass_validation():
    with pytest.raises(ValidationError) as refusal:
        CompanyProfile(stage="series_z").full_clean()
    assert list(refusal.value.message_dict) == ["stage"]


def test_a_profile_is_called_by_its_companys_name():
    assert str(CompanyProfile.from_profile(Profile("Larkspur"))) == "Larkspur"
    assert str(CompanyProfile()) == "A company without a name"
