"""A rulebook's own examples: profiles with the verdict that they must get."""

from hireguide.rules.faults import Fault, ProfileError
from hireguide.rules.judging import judge
from hireguide.rules.rulebook import Example, Rulebook


def failing_examples(rulebook: Rulebook) -> tuple[Fault, ...]:
    """The examples that get another verdict than theirs, each with its path (`examples[3]`); empty where all pass."""
    complaints = ((number, _complaint(rulebook, example)) for number, example in enumerate(rulebook.examples))
    return tuple(Fault(f"examples[{number}]", complaint) for number, complaint in complaints if complaint)


def _complaint(rulebook: Rulebook, example: Example) -> str | None:
    accepted = (example.verdict, *example.also)
    try:
        verdict = judge(rulebook, example.profile.facts).code
    except ProfileError as error:
        return f"{example.key} must get {' or '.join(accepted)}, but is refused: {error}"
    return None if verdict in accepted else f"{example.key} must get {' or '.join(accepted)}, but gets {verdict}"
