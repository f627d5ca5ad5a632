"""Every rule as one profile stands to it: whether it holds, does not, or is open, and which conditions make it so."""

from collections.abc import Mapping
from dataclasses import dataclass

from hireguide.rules.conditions import CONCLUSIONS, GAPS, Condition, When, accepts
from hireguide.rules.fields import FIELDS, Facts, Value, applies
from hireguide.rules.rulebook import Advice, Evidence, Rulebook, Situation
from hireguide.rules.verdict import Verdict

Rule = Evidence | Situation | Advice


@dataclass(frozen=True, slots=True)
class Asked:
    """One condition, the answer to it (None without one), and whether it holds: None where the question is open.

    `applies` is false where the question isn't asked of this company; then the condition doesn't hold.
    """

    condition: Condition
    answer: Value | None
    holds: bool | None
    applies: bool = True


@dataclass(frozen=True, slots=True)
class RuleState:
    """One rule of a part (`evidence`, `situations`, `advice`); `because` are the conditions that make its state so."""

    part: str
    rule: Rule
    holds: bool | None
    because: tuple[Asked, ...]


def rule_states(rulebook: Rulebook, facts: Facts, verdict: Verdict | None) -> tuple[RuleState, ...]:
    """Every situation, evidence and advice of a rulebook, in its order, by three-valued logic.

    `facts` as `parse_profile` gives them; `verdict` is what the rulebook says of them, which advice asks for: None
    where it refuses them.
    """
    answers: dict[str, Value] = dict(facts)
    if verdict is not None:
        answers |= {"verdict": verdict.code, **{gap: verdict.gaps[gap].band for gap in GAPS}}
    parts: Mapping[str, tuple[Rule, ...]] = {
        "situations": rulebook.situations,
        "evidence": rulebook.evidence,
        "advice": rulebook.advice,
    }
    return tuple(_state(part, rule, answers) for part, rules in parts.items() for rule in rules)


def _state(part: str, rule: Rule, answers: Facts) -> RuleState:
    holds, because = _reading(rule.when, answers)
    return RuleState(part, rule, holds, because)


def _reading(when: When, answers: Facts) -> tuple[bool | None, tuple[Asked, ...]]:
    """Whether a rule's condition holds, and the conditions that decide that: those that do, fail, or are open."""
    every = [_asked(condition, answers) for condition in when.all]
    some = [_asked(condition, answers) for condition in when.any]
    one = [asked for asked in some if asked.holds]
    wanting = [] if one else some
    failing = [asked for asked in every if asked.holds is False]
    shut = bool(wanting) and all(asked.holds is False for asked in wanting)
    if failing or shut:
        return False, (*failing, *(wanting if shut else ()))
    still_open = [asked for asked in (*every, *wanting) if asked.holds is None]
    return (None, tuple(still_open)) if still_open else (True, (*every, *one))


def _asked(condition: Condition, answers: Facts) -> Asked:
    name = condition.field
    if name in answers:
        return Asked(condition, answers[name], accepts(condition, answers[name]))
    if name not in CONCLUSIONS and applies(FIELDS[name], answers) is False:
        return Asked(condition, None, holds=False, applies=False)
    return Asked(condition, None, None)
