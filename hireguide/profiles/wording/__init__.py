"""Every word of the wizard's questions, as data, and the words for answers and for rules' conditions. No Django."""

from hireguide.profiles.wording.clauses import if_text, once_text
from hireguide.profiles.wording.kinds import DONT_KNOW, Option, Question, SectionWording
from hireguide.profiles.wording.phrases import answer_text, condition_text, too_many_engineers
from hireguide.profiles.wording.questions import QUESTIONS
from hireguide.profiles.wording.sections import SECTION_WORDING

__all__ = [
    "DONT_KNOW",
    "QUESTIONS",
    "SECTION_WORDING",
    "Option",
    "Question",
    "SectionWording",
    "answer_text",
    "condition_text",
    "if_text",
    "once_text",
    "too_many_engineers",
]
