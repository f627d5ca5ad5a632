"""What there is still to ask of one company: which open questions can change the verdict, and which tells most."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from hireguide.rules.analysis import questions_that_matter
from hireguide.rules.compiled import Compiled, compile_rulebook
from hireguide.rules.faults import ImpossibleProfile
from hireguide.rules.fields import CATALOGUE, FIELDS, LAW, Facts, Value
from hireguide.rules.judging import judge
from hireguide.rules.matter import open_questions
from hireguide.rules.naming import still_name
from hireguide.rules.next_question import NextQuestion, next_question
from hireguide.rules.rulebook import Rulebook
from hireguide.rules.space import DEPENDENTS, Space, space_of
from hireguide.rules.verdict import Verdict

_MOST_KEPT = 512


@dataclass(frozen=True, slots=True)
class Asking:
    """What answers so far leave to ask.

    `verdict` is None where they cannot all be true together: `impossible` says why. `matter`: the open questions, but
    those answered "I don't know", that can still change which verdicts are possible or, where something is not known,
    which of them is named, and those that tell by any answer that something unknown applies; in catalogue order, none
    once the verdict is settled. `next_question` is one of them.
    """

    verdict: Verdict | None
    impossible: str
    next_question: NextQuestion | None
    matter: tuple[str, ...]

    @property
    def settled(self) -> bool:
        """Whether no open answer can change the verdict."""
        return self.verdict is not None and self.verdict.settled


def ask(
    rulebook: Rulebook, facts: Facts, dont_know: Collection[str] = (), *, unsure_of: Collection[str] = ()
) -> Asking:
    """What is left to ask of one company; `facts` as `parse_profile` gives them.

    `dont_know`: questions that this person has said they can't answer; `unsure_of`: more of them, which count as open
    here. The last few hundred results are kept, so that two pages about the same answers search once. Raises
    ProfileError for more engineers than employees.
    """
    compiled = compile_rulebook(rulebook)
    return _asked(compiled, frozenset(facts.items()), frozenset(dont_know), frozenset(unsure_of))


@lru_cache(maxsize=_MOST_KEPT)
def _asked(
    compiled: Compiled, answers: frozenset[tuple[str, Value]], dont_know: frozenset[str], unsure_of: frozenset[str]
) -> Asking:
    given = dict(answers)
    facts = {field.name: given[field.name] for field in CATALOGUE if field.name in given}
    try:
        verdict = judge(compiled.rulebook, facts)
    except ImpossibleProfile as error:
        return Asking(None, error.faults[0].message, None, ())
    if verdict.settled:
        return Asking(verdict, "", None, ())
    telling = {*questions_that_matter(compiled.rulebook, facts)}
    unknown = telling & (dont_know | unsure_of)
    space = space_of(compiled)
    mattering = (telling | _telling_of(space, unknown, facts)) - dont_know
    asked = [name for name in open_questions(facts) if name not in dont_know]
    if unknown:  # else what is asked settles it, and the name with it
        mattering.update(still_name(compiled, facts, dont_know, [name for name in asked if name not in mattering]))
    matter = tuple(name for name in asked if name in mattering)
    best = next_question(space, facts, verdict.possible, {*FIELDS} - {*matter})
    return Asking(verdict, "", best, matter)


def _telling_of(space: Space, unknown: Collection[str], facts: Facts) -> set[str]:
    """What hangs on a question that is not known and matters: whoever can answer it tells by that that it applies. Once
    one of them is answered, the others tell no more."""
    hanging = (DEPENDENTS[name] for name in unknown if name in DEPENDENTS and _is_told_of(space, name, facts))
    return {child for children in hanging if not facts.keys() & {*children} for child in children}


def _is_told_of(space: Space, parent: str, facts: Facts) -> bool:
    """Whether it changes anything that what hangs on a question applies: rules ask it, or, where that says that there
    are engineers, how many people there are at least."""
    spoken_of = parent == LAW.field and LAW.limit in space.domains and LAW.limit not in facts
    return parent in space.domains or spoken_of
