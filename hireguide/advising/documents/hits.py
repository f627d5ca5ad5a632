"""What came of advice, counted: by verdict, by what decided, and by each rule that gave points."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.text import capfirst

from hireguide.advising.documents import groups
from hireguide.advising.models import FollowUp
from hireguide.advising.selectors.follow_ups import Told
from hireguide.diagnoses.documents.figures import number
from hireguide.rulebooks.wording import VERDICT_LABELS
from hireguide.rules import VERDICTS, Rulebook

_SIZES = {"none": "no", "some": "some", "large": "a large"}
_HIRED, _WORKED = FollowUp.Hired, FollowUp.Worked
FOLLOWED: Mapping[str, frozenset[str]] = {
    "vp_engineering_first": frozenset({_HIRED.VP_ENGINEERING, _HIRED.BOTH}),
    "fractional_cto_first": frozenset({_HIRED.FRACTIONAL_CTO, _HIRED.BOTH}),
    "pairing": frozenset({_HIRED.BOTH}),
    "neither_yet": frozenset({_HIRED.NOBODY, _HIRED.OTHER}),
}
"""Whom a company hired that did as its verdict says. Hiring both includes the seat that was to come first; “neither
yet” speaks of executives alone, and advises others."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What came of some diagnoses: how many of them `worked`, in `part` or not at all, and of how many it is too
    `early` to say."""

    worked: int = 0
    part: int = 0
    failed: int = 0
    early: int = 0

    @property
    def all(self) -> int:
        """All of them."""
        return self.worked + self.part + self.failed + self.early

    @property
    def words(self) -> str:
        """The tally as a line of the table."""
        known = self.all - self.early
        said = [share(self.worked, known)] if known else []
        said += [f"{number(self.part)} in part"] if self.part else []
        said += [f"too early for {number(self.early)}"] if self.early else []
        return "; ".join(said) or "none"


@dataclass(frozen=True, slots=True)
class HitLine:
    """One line: what it is about, and what came of the diagnoses that it counts."""

    name: str
    verdict: str
    followed: Tally
    otherwise: Tally

    @property
    def all(self) -> int:
        """How many diagnoses it counts."""
        return self.followed.all + self.otherwise.all

    @property
    def share_followed(self) -> str:
        """How many did as the verdict says."""
        return share(self.followed.all, self.all)


@dataclass(frozen=True, slots=True)
class Hits:
    """The three tables; `count` is how many diagnoses anything was told of."""

    count: int
    verdicts: tuple[HitLine, ...]
    decided: tuple[HitLine, ...] = field(default=())
    rules: tuple[HitLine, ...] = field(default=())


def hits(told: Iterable[Told], rulebook: Rulebook | None) -> Hits:
    """Count what was told; `rulebook` is today's, for the sentences of rules."""
    every = list(told)
    sentences = _sentences(rulebook)
    decided = _grouped(every, lambda one: [_decided(one, sentences)])
    rules = _grouped(every, lambda one: [_sentence(key, sentences) for key in one.rules])
    return Hits(
        count=len(every),
        verdicts=tuple(_line(capfirst(VERDICT_LABELS[code]), _of(every, code), code) for code in VERDICTS),
        decided=tuple(decided),
        rules=tuple(rules),
    )


def share(part: int, whole: int) -> str:
    """So many of so many, with a percentage where they are enough for one.

    >>> share(3, 4), share(15, 20), share(199, 200)
    ('3 of 4', '15 of 20 (75%)', '199 of 200 (over 99%)')
    """
    percentage = groups.share(part, whole)
    return f"{number(part)} of {number(whole)}{f' ({percentage})' if percentage else ''}"


def _of(told: Iterable[Told], verdict: str) -> list[Told]:
    return [one for one in told if one.verdict == verdict]


def _grouped(told: Iterable[Told], names: Callable[[Told], Iterable[str]]) -> list[HitLine]:
    """A line for each name, those that count most first."""
    found: dict[str, list[Told]] = {}
    for one in told:
        for name in names(one):
            found.setdefault(name, []).append(one)
    lines = [_line(name, group) for name, group in found.items()]
    return sorted(lines, key=lambda line: (-line.all, line.name))


def _line(name: str, told: list[Told], verdict: str = "") -> HitLine:
    did = [one for one in told if one.hired in FOLLOWED[one.verdict]]
    did_not = [one for one in told if one.hired not in FOLLOWED[one.verdict]]
    return HitLine(name, verdict, _tally(did), _tally(did_not))


def _tally(told: list[Told]) -> Tally:
    worked, part, failed = (
        sum(one.worked == code for one in told) for code in (_WORKED.YES, _WORKED.PARTLY, _WORKED.NO)
    )
    return Tally(worked, part, failed, early=len(told) - worked - part - failed)


def _decided(one: Told, sentences: Mapping[str, str]) -> str:
    if one.decided_by.get("situation"):
        return _sentence(one.decided_by["situation"], sentences)
    if not one.decided_by.get("cell"):
        return "Nothing yet: open answers were weighed"
    execution, strategy = (_SIZES[band] for band in one.decided_by["cell"])
    return f"The grid: {execution} execution gap, {strategy} strategy gap"


def _sentence(key: str, sentences: Mapping[str, str]) -> str:
    return sentences.get(key, f"A rule of an earlier edition ({key.replace('_', ' ')})")


def _sentences(rulebook: Rulebook | None) -> Mapping[str, str]:
    if rulebook is None:
        return {}
    situations = {rule.key: rule.because for rule in rulebook.situations}
    return situations | {rule.key: rule.because for rule in rulebook.evidence}
