"""The wizard's forms: raw answers in, typed answers or what is wrong with them out."""

from hireguide.wizard.forms.answers import Checked, check_answers
from hireguide.wizard.forms.mail import MailForm
from hireguide.wizard.forms.prefill import Prefill, read_prefill
from hireguide.wizard.forms.sections import SectionForm, inputs_to_store

__all__ = ["Checked", "MailForm", "Prefill", "SectionForm", "check_answers", "inputs_to_store", "read_prefill"]
