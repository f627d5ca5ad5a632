"""The forms on a verdict's page: the day to come back, and the answers of a what-if."""

from hireguide.diagnoses.forms.come_back import ComeBackForm
from hireguide.diagnoses.forms.what_if import FIRST, WhatIfForm

__all__ = ["FIRST", "ComeBackForm", "WhatIfForm"]
