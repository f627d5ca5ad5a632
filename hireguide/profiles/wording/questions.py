"""All questions by field: the company's name, then the catalogue in its order."""

from collections.abc import Mapping
from types import MappingProxyType

from hireguide.profiles.wording.board import BOARD, DECISIONS, HIRING, HORIZON
from hireguide.profiles.wording.company import COMPANY, FOUNDERS, LEAD, LEAD_FUTURE
from hireguide.profiles.wording.delivery import DELIVERY, TEAM
from hireguide.profiles.wording.kinds import Question

_IN_ORDER = (
    *(*COMPANY, *FOUNDERS, *LEAD, *LEAD_FUTURE, *DELIVERY, *TEAM),
    *(*BOARD, *DECISIONS, *HORIZON, *HIRING),
)

QUESTIONS: Mapping[str, Question] = MappingProxyType({question.field: question for question in _IN_ORDER})
