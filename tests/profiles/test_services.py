"""Keeping a company's profile."""

import pytest
from django.db import IntegrityError, transaction

from hireguide.profiles.models import CompanyProfile
from hireguide.profiles.services import store_profile
from hireguide.rules import Profile, parse_profile

pytestmark = pytest.mark.django_db


def test_a_stored_profile_can_be_read_again():
    profile = parse_profile({"company_name": "Larkspur", "stage": "seed", "engineer_count": 3, "delivery_owner": False})
    row = store_profile(profile)
    stored = CompanyProfile.objects.get()
    assert stored == row
    assert stored.company_name == "Larkspur"
    assert stored.facts() == {"stage": "seed", "engineer_count": 3, "delivery_owner": False}


def test_each_storing_makes_a_row_of_its_own():
    profile = parse_profile({"stage": "seed"})
    assert store_profile(profile).pk != store_profile(profile).pk
    assert CompanyProfile.objects.count() == 2


def test_a_profile_without_any_answer_can_be_stored():
    store_profile(Profile())
    assert CompanyProfile.objects.get().facts() == {}


def test_a_profile_that_no_parser_made_is_held_to_the_catalogues_laws():
    with pytest.raises(IntegrityError), transaction.atomic():
        store_profile(Profile("", {"engineer_count": 9, "employee_count": 8}))
    assert not CompanyProfile.objects.exists()
