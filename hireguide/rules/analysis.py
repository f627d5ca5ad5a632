"""Everything that one profile is told: the verdict and what would change it, at a greater price than judging alone."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from hireguide.rules.compiled import compile_rulebook
from hireguide.rules.fields import Facts
from hireguide.rules.firmness import Firmness, firmness
from hireguide.rules.flips import Flip, flips, nearest
from hireguide.rules.judging import judge
from hireguide.rules.matter import still_matter
from hireguide.rules.next_question import NextQuestion, next_question
from hireguide.rules.rulebook import Rulebook
from hireguide.rules.space import space_of
from hireguide.rules.sufficient import sufficient
from hireguide.rules.triggers import Trigger, triggers
from hireguide.rules.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Analysis:
    """A verdict, with what would change it.

    `nearest`: for each other verdict its miss, with one set at most; `sufficient`: the fewest answers that settle the
    verdict, None unless it is settled; `sufficient_proven`, `triggers_proven`: whether the search for these got to its
    end (flips, misses, the next question and the verdict each say it of themselves).
    """

    verdict: Verdict
    nearest: Mapping[str, Flip]
    next_question: NextQuestion | None
    firmness: Firmness
    flips: Mapping[str, Flip]
    sufficient: tuple[str, ...] | None
    triggers: tuple[Trigger, ...]
    sufficient_proven: bool
    triggers_proven: bool

    @property
    def proven(self) -> bool:
        """Whether sufficient answers and triggers are."""
        return self.sufficient_proven and self.triggers_proven

    def as_dict(self) -> dict[str, object]:
        """As `diagnose --json` prints it; what ends in `proven` is there only where it is false."""
        told = self.verdict.as_dict()
        proven = self.proven and self.verdict.proven
        against = {code: why.as_dict() | self._miss(code) for code, why in self.verdict.against.items()}
        names = ("verdict", "title", "basis", "gaps", "decided_by", "reasons", "against", "possible", "settled")
        whole = {name: told[name] for name in names} | {
            "against": against,
            "next_question": self.next_question and self.next_question.as_dict(),
            "firmness": self.firmness.as_dict(),
            "flips": {code: flip.as_dict() for code, flip in self.flips.items()},
            "sufficient": None if self.sufficient is None else list(self.sufficient),
            "triggers": [trigger.as_dict() for trigger in self.triggers],
            "advice": told["advice"],
        }
        return whole if proven else whole | {"proven": False} | _unproven(self.triggers_proven)

    def _miss(self, code: str) -> dict[str, object]:
        miss = self.nearest[code]
        told: dict[str, object] = {"nearest": [change.as_dict() for change in miss.sets[0]] if miss.sets else None}
        return told if miss.proven else told | {"nearest_proven": False}


def analyse(rulebook: Rulebook, facts: Facts, dont_know: Collection[str] = ()) -> Analysis:
    """The whole analysis of one company; `facts` as `parse_profile` gives them.

    `dont_know`: open questions that this person has said they can't answer, and which are not asked again. Raises what
    `judge` raises.
    """
    verdict = judge(rulebook, facts)
    space = space_of(compile_rulebook(rulebook))
    misses = nearest(space, facts, verdict.code)
    found = flips(space, facts, verdict.code, misses=misses)
    enough, enough_proven = sufficient(space, facts, verdict.code) if verdict.settled else (None, True)
    timed, timed_proven = triggers(space, facts, verdict.code)
    return Analysis(
        verdict=verdict,
        nearest=misses,
        next_question=next_question(space, facts, verdict.possible, dont_know),
        firmness=firmness(found, settled=verdict.settled),
        flips=found,
        sufficient=enough,
        triggers=timed,
        sufficient_proven=enough_proven,
        triggers_proven=timed_proven,
    )


def foresee(rulebook: Rulebook, facts: Facts) -> dict[str, object]:
    """The verdict with its triggers alone, as `Analysis.as_dict` has them, at an eighth of the price of the whole
    analysis: for companies by the thousand. Raises what `judge` raises.
    """
    verdict = judge(rulebook, facts)
    timed, proven = triggers(space_of(compile_rulebook(rulebook)), facts, verdict.code)
    told = verdict.as_dict() | {"triggers": [trigger.as_dict() for trigger in timed]}
    return told if proven else told | {"proven": False} | _unproven(proven)


def _unproven(triggers: bool) -> dict[str, object]:
    return {} if triggers else {"triggers_proven": False}


def questions_that_matter(rulebook: Rulebook, facts: Facts) -> tuple[str, ...]:
    """The open questions whose answer can still change the verdict, in catalogue order."""
    return tuple(still_matter(space_of(compile_rulebook(rulebook)), facts))
