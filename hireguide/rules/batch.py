"""Judging many profiles by one rulebook: verdict, points and the rules that fired; reasons when they are asked for."""

from collections.abc import Callable, Iterable, Iterator

from hireguide.rules.compiled import compile_rulebook
from hireguide.rules.completing import Completing
from hireguide.rules.fields import Facts
from hireguide.rules.rulebook import IMPOSSIBLE, Rulebook
from hireguide.rules.scales import Judged, Scales
from hireguide.rules.space import Space, space_of


def judge_all(rulebook: Rulebook, profiles: Iterable[Facts]) -> Iterator[Judged]:
    """The outcomes of `profiles`, in order; `facts` as `parse_profile` gives them.

    What open answers leave possible counts as in `judge`; a profile without completions is impossible, too. Raises
    ProfileError for more engineers than employees.
    """
    return map(judge_of(space_of(compile_rulebook(rulebook))), profiles)


def outcomes(rulebook: Rulebook, profiles: Iterable[Facts]) -> Iterator[str]:
    """The verdicts of `profiles`, in order, or `impossible`: the `code` that `judge` gives each, and no more."""
    return (judged.verdict for judged in judge_all(rulebook, profiles))


def judge_of(space: Space) -> Callable[[Facts], Judged]:
    """What judges one profile after the other by one rulebook."""
    scales = Scales(space.compiled)
    weigh, standing_of, whole = scales.weigh, space.compiled.standing, space.whole
    complete = Completing(space, scales).verdict

    def judging(facts: Facts) -> Judged:
        standing = standing_of(facts)
        judged = weigh(standing)
        if judged.verdict == IMPOSSIBLE or whole(facts, standing):
            return judged
        verdict = complete(facts, judged)
        return judged if verdict == judged.verdict else judged._replace(verdict=verdict)

    return judging
