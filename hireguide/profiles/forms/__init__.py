"""The questions of a company's profile as form fields, and the forms that turn what was typed into typed answers."""

from hireguide.profiles.forms.answers import AnswersForm
from hireguide.profiles.forms.checked import Checked, check_answers, section_of
from hireguide.profiles.forms.questions import NAME, input_names, question_field
from hireguide.profiles.forms.raw import raw_answers

__all__ = [
    "NAME",
    "AnswersForm",
    "Checked",
    "check_answers",
    "input_names",
    "question_field",
    "raw_answers",
    "section_of",
]
