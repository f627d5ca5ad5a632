"""A rulebook's own examples: profiles with the verdict that they must get."""

from collections.abc import Callable

from hireguide.rules.batch import judge_of
from hireguide.rules.compiled import compile_rulebook
from hireguide.rules.faults import Fault, ProfileError
from hireguide.rules.fields import Facts
from hireguide.rules.judging import judge
from hireguide.rules.rulebook import IMPOSSIBLE, Example, Rulebook
from hireguide.rules.scales import Judged
from hireguide.rules.space import space_of


def failing_examples(rulebook: Rulebook) -> tuple[Fault, ...]:
    """The examples that get another verdict than theirs, each with its path (`examples[3]`); empty where all pass."""
    judging = judge_of(space_of(compile_rulebook(rulebook)))
    complaints = ((number, _complaint(rulebook, judging, example)) for number, example in enumerate(rulebook.examples))
    return tuple(Fault(f"examples[{number}]", complaint) for number, complaint in complaints if complaint)


def _complaint(rulebook: Rulebook, judging: Callable[[Facts], Judged], example: Example) -> str | None:
    accepted, facts = (example.verdict, *example.also), example.profile.facts
    try:
        verdict = judging(facts).verdict
        if verdict == IMPOSSIBLE:
            judge(rulebook, facts)  # which says why
    except ProfileError as error:
        return f"{example.key} must get {' or '.join(accepted)}, but is refused: {error}"
    return None if verdict in accepted else f"{example.key} must get {' or '.join(accepted)}, but gets {verdict}"
