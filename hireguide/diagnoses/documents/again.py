"""A kept diagnosis beside what another edition says of the same answers: what differs, and that only rules can have."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from hireguide.diagnoses.documents.figures import capital, listed
from hireguide.diagnoses.documents.side_by_side import Drawn, GapMove, Judgement, Result, drawn, gap_moves


@dataclass(frozen=True, slots=True)
class Said:
    """A verdict under an edition; `because` is what decided, or ""."""

    code: str
    title: str
    because: str
    edition: int
    published_at: datetime
    is_settled: bool


@dataclass(frozen=True, slots=True)
class Again:
    """The difference. `also` is a sentence about what differs besides the verdict, "" where nothing does."""

    then: Said
    now: Said
    pictures: tuple[Drawn, ...]
    gaps: tuple[GapMove, ...]
    also: str

    @property
    def is_same(self) -> bool:
        """Whether the verdict stays."""
        return self.then.code == self.now.code


def build_again(*, then: Judgement, then_published: datetime, now: Judgement, now_published: datetime) -> Again:
    """From the result that was kept (`then`) and today's on the same answers; each is named by its edition."""
    return Again(
        then=_said(then.result, then_published),
        now=_said(now.result, now_published),
        pictures=drawn(then, now),
        gaps=gap_moves(then.result, now.result),
        also=_also(then, now),
    )


def _said(result: Result, published_at: datetime) -> Said:
    decided = result["decided_by"]
    return Said(
        code=result["verdict"],
        title=result["title"],
        because=decided["because"] if decided else "",
        edition=result["edition"],
        published_at=published_at,
        is_settled=result["settled"],
    )


def _also(then: Judgement, now: Judgement) -> str:
    differing = list(_differing(then, now))
    if not differing:
        return ""
    return f"{capital(listed(differing))} {'differ' if len(differing) > 1 else 'differs'} too."


def _differing(then: Judgement, now: Judgement) -> Iterator[str]:
    """What a reader of both pages would find otherwise, besides the verdict and the reasons that come and go."""
    before, after = then.rulebook, now.rulebook
    if before.costs != after.costs:
        yield "what seats cost"
    if _texts(then.result, "advice", "key", "text") != _texts(now.result, "advice", "key", "text"):
        yield "the advice"
    if before.plans != after.plans:
        yield "the plan of the first 90 days"
    if _is_reworded(then, now):
        yield "some of the wording"


def _is_reworded(then: Judgement, now: Judgement) -> bool:
    """Whether the same verdict, or a reason that stands in both, is said in other words."""
    code = now.result["verdict"]
    same_verdict = then.result["verdict"] == code
    if same_verdict and then.rulebook.verdicts[code] != now.rulebook.verdicts[code]:
        return True
    before, after = (_texts(each.result, "reasons", "rule", "because") for each in (then, now))
    return any(before[rule] != after[rule] for rule in before.keys() & after.keys())


def _texts(result: Result, part: str, key: str, text: str) -> Mapping[str, str]:
    return {each[key]: each[text] for each in result[part]}
