"""The questions of a company's profile as form fields, and the form that turns what was typed into typed answers."""

from hireguide.profiles.forms.answers import AnswersForm
from hireguide.profiles.forms.questions import NAME, input_names, question_field
from hireguide.profiles.forms.raw import raw_answers

__all__ = ["NAME", "AnswersForm", "input_names", "question_field", "raw_answers"]
