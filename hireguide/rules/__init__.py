"""The rules: questions, rulebooks and judgement, as pure Python that knows no web, no database and no clock.

`parse_rulebook` reads a rulebook, `parse_profile` a company; `judge` says which leader that company should hire first.
"""

from hireguide.rules.conditions import BANDS, GAPS, VERDICTS, Condition, When
from hireguide.rules.document import profile_document, rulebook_digest, rulebook_json
from hireguide.rules.examples import failing_examples
from hireguide.rules.faults import Fault, ImpossibleProfile, InputError, ProfileError, RulebookError
from hireguide.rules.fields import (
    CATALOGUE,
    FIELDS,
    LAW,
    SECTIONS,
    AskedIf,
    Facts,
    Field,
    Value,
    applies,
    catalogue_digest,
    fields_of,
)
from hireguide.rules.json_text import JsonError, JsonObject, read_json
from hireguide.rules.judging import judge
from hireguide.rules.parsing import parse_rulebook
from hireguide.rules.profile import Profile, parse_profile
from hireguide.rules.rulebook import (
    ADVICE_KINDS,
    DAYS,
    GRADES,
    IMPOSSIBLE,
    SEATS,
    UNITS,
    Advice,
    Cell,
    Cost,
    Evidence,
    Example,
    Expectation,
    Rulebook,
    Situation,
    Source,
    VerdictText,
)
from hireguide.rules.verdict import Against, Decision, Gap, Reason, Verdict

# Goes up when the same rulebook and profile may get another verdict; an edition remembers what proved it.
CORE_VERSION = "1"

__all__ = [
    "ADVICE_KINDS",
    "BANDS",
    "CATALOGUE",
    "CORE_VERSION",
    "DAYS",
    "FIELDS",
    "GAPS",
    "GRADES",
    "IMPOSSIBLE",
    "LAW",
    "SEATS",
    "SECTIONS",
    "UNITS",
    "VERDICTS",
    "Advice",
    "Against",
    "AskedIf",
    "Cell",
    "Condition",
    "Cost",
    "Decision",
    "Evidence",
    "Example",
    "Expectation",
    "Facts",
    "Fault",
    "Field",
    "Gap",
    "ImpossibleProfile",
    "InputError",
    "JsonError",
    "JsonObject",
    "Profile",
    "ProfileError",
    "Reason",
    "Rulebook",
    "RulebookError",
    "Situation",
    "Source",
    "Value",
    "Verdict",
    "VerdictText",
    "When",
    "applies",
    "catalogue_digest",
    "failing_examples",
    "fields_of",
    "judge",
    "parse_profile",
    "parse_rulebook",
    "profile_document",
    "read_json",
    "rulebook_digest",
    "rulebook_json",
]
