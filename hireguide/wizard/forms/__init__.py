"""The wizard's forms: raw answers in, typed answers or what is wrong with them out."""

from hireguide.wizard.forms.mail import MailForm
from hireguide.wizard.forms.prefill import Prefill, read_prefill
from hireguide.wizard.forms.sections import SectionForm, inputs_to_store, known_of

__all__ = ["MailForm", "Prefill", "SectionForm", "inputs_to_store", "known_of", "read_prefill"]
