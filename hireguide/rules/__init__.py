"""The rules: questions, rulebooks and judgement, as pure Python that knows no web, no database and no clock.

`parse_rulebook` reads a rulebook, `parse_profile` a company; `judge` says which leader that company should hire first.
"""

from hireguide.rules.agenda import Agenda, agenda
from hireguide.rules.analysis import Analysis, analyse, foresee, questions_that_matter
from hireguide.rules.asking import Asking, ask
from hireguide.rules.batch import judge_all, outcomes
from hireguide.rules.causes import Difference, changes
from hireguide.rules.comparing import Comparison, Move, Witness, compare, judging_differences
from hireguide.rules.conditions import BANDS, GAPS, OPERANDS, OPERATORS, VERDICTS, Condition, When
from hireguide.rules.disagreeing import Clash, Disagreement, Topic, Ways, disagree
from hireguide.rules.document import profile_document, rulebook_digest, rulebook_json
from hireguide.rules.examples import failing_examples
from hireguide.rules.exercise import Unexercised, unexercised
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
from hireguide.rules.firmness import Firmness
from hireguide.rules.flips import Flip, Moved
from hireguide.rules.json_text import JsonError, JsonObject, read_json
from hireguide.rules.judging import judge
from hireguide.rules.next_question import NextQuestion
from hireguide.rules.parsing import parse_rulebook
from hireguide.rules.profile import Profile, parse_profile
from hireguide.rules.proof import PROOFS, Item, Part, Proof, place_in
from hireguide.rules.proving import prove, prove_parts
from hireguide.rules.rounding import rounded_facts
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
from hireguide.rules.sampling import sample_profiles
from hireguide.rules.scales import Judged
from hireguide.rules.states import Asked, Rule, RuleState, rule_states
from hireguide.rules.triggers import Trigger
from hireguide.rules.verdict import Against, Decision, Gap, Reason, Verdict
from hireguide.rules.voices import Claim, Merged, Voice, merge

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
    "OPERANDS",
    "OPERATORS",
    "PROOFS",
    "SEATS",
    "SECTIONS",
    "UNITS",
    "VERDICTS",
    "Advice",
    "Against",
    "Agenda",
    "Analysis",
    "Asked",
    "AskedIf",
    "Asking",
    "Cell",
    "Claim",
    "Clash",
    "Comparison",
    "Condition",
    "Cost",
    "Decision",
    "Difference",
    "Disagreement",
    "Evidence",
    "Example",
    "Expectation",
    "Facts",
    "Fault",
    "Field",
    "Firmness",
    "Flip",
    "Gap",
    "ImpossibleProfile",
    "InputError",
    "Item",
    "JsonError",
    "JsonObject",
    "Judged",
    "Merged",
    "Move",
    "Moved",
    "NextQuestion",
    "Part",
    "Profile",
    "ProfileError",
    "Proof",
    "Reason",
    "Rule",
    "RuleState",
    "Rulebook",
    "RulebookError",
    "Situation",
    "Source",
    "Topic",
    "Trigger",
    "Unexercised",
    "Value",
    "Verdict",
    "VerdictText",
    "Voice",
    "Ways",
    "When",
    "Witness",
    "agenda",
    "analyse",
    "applies",
    "ask",
    "catalogue_digest",
    "changes",
    "compare",
    "disagree",
    "failing_examples",
    "fields_of",
    "foresee",
    "judge",
    "judge_all",
    "judging_differences",
    "merge",
    "outcomes",
    "parse_profile",
    "parse_rulebook",
    "place_in",
    "profile_document",
    "prove",
    "prove_parts",
    "questions_that_matter",
    "read_json",
    "rounded_facts",
    "rule_states",
    "rulebook_digest",
    "rulebook_json",
    "sample_profiles",
    "unexercised",
]
