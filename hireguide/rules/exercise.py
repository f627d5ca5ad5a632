"""What of a rulebook no example of its own exercises: rules that hold in none, cells and verdicts that none gets."""

from dataclasses import dataclass
from itertools import product

from hireguide.rules.conditions import BANDS, VERDICTS
from hireguide.rules.faults import ProfileError
from hireguide.rules.judging import judge
from hireguide.rules.rulebook import IMPOSSIBLE, Rulebook
from hireguide.rules.states import Rule, rule_states


@dataclass(frozen=True, slots=True)
class Unexercised:
    """What no example exercises, in the rulebook's order: rules with their part, cells by their bands, verdicts."""

    rules: tuple[tuple[str, Rule], ...]
    cells: tuple[tuple[str, str], ...]
    verdicts: tuple[str, ...]


def unexercised(rulebook: Rulebook) -> Unexercised:
    """What no example of a rulebook exercises. Situations that refuse are left out: an example always has a verdict."""
    cells: set[tuple[str, str] | None] = set()
    verdicts: set[str] = set()
    keys: set[str] = set()
    for example in rulebook.examples:
        facts = example.profile.facts
        try:
            verdict = judge(rulebook, facts)
        except ProfileError:
            continue
        verdicts.add(verdict.code)
        cells.add(verdict.decided_by.cell if verdict.decided_by else None)
        keys.update(state.rule.key for state in rule_states(rulebook, facts, verdict) if state.holds)
    refusing = {rule.key for rule in rulebook.situations if rule.verdict == IMPOSSIBLE}
    rules: tuple[tuple[str, Rule], ...] = (
        *(("situations", rule) for rule in rulebook.situations),
        *(("evidence", rule) for rule in rulebook.evidence),
        *(("advice", rule) for rule in rulebook.advice),
    )
    return Unexercised(
        rules=tuple((part, rule) for part, rule in rules if rule.key not in keys | refusing),
        cells=tuple(cell for cell in product(BANDS, BANDS) if cell not in cells),
        verdicts=tuple(code for code in VERDICTS if code not in verdicts),
    )
