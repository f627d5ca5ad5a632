"""Keeps a company's profile."""

from hireguide.profiles.models import CompanyProfile
from hireguide.rules import Profile


def store_profile(profile: Profile) -> CompanyProfile:
    """Store a parsed profile as a new row. Raises IntegrityError if its numbers break the catalogue's laws."""
    row = CompanyProfile.from_profile(profile)
    row.save()
    return row
