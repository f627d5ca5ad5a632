"""The forms on a verdict's page: the day to come back, the answers of a what-if and its name, and saying otherwise."""

from hireguide.diagnoses.forms.come_back import ComeBackForm
from hireguide.diagnoses.forms.naming import NamingForm
from hireguide.diagnoses.forms.override import OverrideForm
from hireguide.diagnoses.forms.what_if import FIRST, WhatIfForm

__all__ = ["FIRST", "ComeBackForm", "NamingForm", "OverrideForm", "WhatIfForm"]
