"""What to talk about when voices come together: what nobody knows, what is disputed, and what decides."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from hireguide.rules.compiled import compile_rulebook
from hireguide.rules.disagreeing import Disagreement, Topic
from hireguide.rules.faults import ProfileError
from hireguide.rules.fields import FIELDS
from hireguide.rules.judging import judge
from hireguide.rules.matter import still_matter
from hireguide.rules.next_question import NextQuestion, next_question
from hireguide.rules.rulebook import Rulebook
from hireguide.rules.space import space_of

_MOST_RANKED = 8


@dataclass(frozen=True, slots=True)
class Agenda:
    """`open`: the questions that nobody can answer and that can still change the verdict, the most telling first;
    `disputed`: those on which voices differ though it changes no verdict, or none that is known of, widest apart first;
    `decisive`: those on which the verdict hangs, first the one that decides with most answers to the others."""

    open: tuple[str, ...]
    disputed: tuple[Topic, ...]
    decisive: tuple[Topic, ...]


def agenda(rulebook: Rulebook, disagreement: Disagreement) -> Agenda:
    """The agenda of a call about what `disagree` found."""
    disputed = [topic for topic in disagreement.topics if topic.leaves and not topic.decisive]
    decisive = [topic for topic in disagreement.topics if topic.leaves and topic.decisive]
    return Agenda(
        open=tuple(_telling(rulebook, disagreement)),
        disputed=tuple(disputed),
        decisive=tuple(sorted(decisive, key=lambda topic: -topic.sways)),
    )


def _telling(rulebook: Rulebook, disagreement: Disagreement) -> Iterator[str]:
    """The open questions that matter: the first few in the order in which one would ask them, disputes left open, the
    others in catalogue order."""
    facts = disagreement.facts
    try:
        possible = judge(rulebook, facts).possible
    except ProfileError:
        yield from disagreement.open
        return
    if len(possible) > 1:
        space = space_of(compile_rulebook(rulebook))
        mattering = (name for name in still_matter(space, facts) if name in space.domains)
        left = [name for name in mattering if name in disagreement.open]

        def best() -> NextQuestion | None:
            return next_question(space, facts, possible, [name for name in FIELDS if name not in left])

        for found in islice(iter(best, None), _MOST_RANKED):
            left.remove(found.field)
            yield found.field
        yield from left
