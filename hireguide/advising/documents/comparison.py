"""What changed between two diagnoses of a client, and whether the answers or the rules did it: judged four ways."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hireguide.advising.documents.client import Instead, day_of, gap_words, grid_of, instead_of, points_of
from hireguide.diagnoses.documents.again import Again, build_again
from hireguide.diagnoses.documents.reasons import short_title
from hireguide.diagnoses.documents.side_by_side import Judgement, Result
from hireguide.diagnoses.documents.what_if import Changed, changed_answers, facts_of, looked_at
from hireguide.diagnoses.models import Diagnosis
from hireguide.rules import GAPS, Rulebook
from hireguide.web.grid_path import PathPicture, Stop


@dataclass(frozen=True, slots=True)
class Corner:
    """What some rules say of some answers. `result` is None where those rules refuse them: `refused` says why."""

    result: Result | None
    refused: str = ""

    @property
    def code(self) -> str:
        """The verdict's code, or ""."""
        return str(self.result["verdict"]) if self.result else ""

    @property
    def title(self) -> str:
        """The verdict in a few words, or ""."""
        return short_title(self.code) if self.result else ""

    @property
    def gaps(self) -> tuple[tuple[str, str], ...]:
        """Both gaps in words."""
        return tuple((gap, gap_words(self.result["gaps"][gap])) for gap in GAPS) if self.result else ()


@dataclass(frozen=True, slots=True)
class Corners:
    """Old and new answers under old and new rules. `rules_alone`: the old answers under the new rules; `answers_alone`:
    the new answers under the old rules. Where only one of the two changed, one of them is `after`, the other `before`.
    """

    before: Corner
    after: Corner
    answers_alone: Corner
    rules_alone: Corner
    answers_changed: bool
    rules_changed: bool

    @property
    def both_changed(self) -> bool:
        """Whether there is anything to tell apart."""
        return self.answers_changed and self.rules_changed


@dataclass(frozen=True, slots=True)
class Cause:
    """What made the difference between two verdicts: `name` in a few words, `text` how that is known."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two diagnoses; `number` counts from the client's first, as on the client's page."""

    number: int
    public_id: str
    day: str
    instead: Instead | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that a comparison shows: both `sides`, the difference as judging again shows it, the answers that changed,
    the questions that somebody `looked_at` and could not answer, and what made the difference. `paths` are its dots as
    the client's page draws them: one picture, or one for each where the grids differ."""

    before: Side
    after: Side
    again: Again
    paths: tuple[PathPicture, ...]
    changes: tuple[Changed, ...]
    looked_at: tuple[Changed, ...]
    corners: Corners
    cause: Cause

    @property
    def answers(self) -> tuple[tuple[Changed, ...], ...]:
        """What the table of answers shows: what rules read first."""
        return self.changes, self.looked_at

    @property
    def sides(self) -> tuple[Side, Side]:
        """Both diagnoses, the earlier first."""
        return self.before, self.after


def build_comparison(
    before: Diagnosis,
    after: Diagnosis,
    *,
    numbers: tuple[int, int],
    rulebooks: tuple[Rulebook, Rulebook],
    answers_alone: Corner,
    rules_alone: Corner,
) -> Comparison:
    """From two whole diagnoses with their overrides, what number each has, their rulebooks, and the two corners that
    were never kept."""
    days = (day_of(before.made_at), day_of(after.made_at))
    names = days if days[0] != days[1] else (f"{days[0]}, the first", f"{days[1]}, the second")
    facts = (facts_of(before.result), facts_of(after.result))
    corners = Corners(
        before=Corner(before.result),
        after=Corner(after.result),
        answers_alone=answers_alone,
        rules_alone=rules_alone,
        answers_changed=facts[0] != facts[1],
        rules_changed=before.edition.digest != after.edition.digest,
    )
    unknown = (before.dont_know, after.dont_know)
    sides = (_side(before, names[0], numbers[0]), _side(after, names[1], numbers[1]))
    return Comparison(
        before=sides[0],
        after=sides[1],
        again=build_again(
            then=Judgement(f"on {names[0]}", rulebooks[0], before.result),
            then_published=before.edition.published_at,
            now=Judgement(f"on {names[1]}", rulebooks[1], after.result),
            now_published=after.edition.published_at,
        ),
        paths=tuple(_paths(sides, (before.result, after.result), rulebooks)),
        changes=changed_answers(*facts, *unknown),
        looked_at=looked_at(*facts, *unknown),
        corners=corners,
        cause=cause_of(corners),
    )


def cause_of(corners: Corners) -> Cause:
    """Whether the answers or the rules made the difference in the verdict, from all four corners.

    The answers did it where the new answers alone give the new verdict and the new rules alone don't; and so on.
    """
    if not corners.both_changed:
        return _one_thing(corners)
    if corners.before.code == corners.after.code:
        return _stays(corners)
    by_answers = corners.answers_alone.code == corners.after.code
    by_rules = corners.rules_alone.code == corners.after.code
    is_certain = corners.answers_alone.result is not None and corners.rules_alone.result is not None
    name = {
        (True, True): "Either alone would have done it",
        (True, False): "The answers did it",
        (False, True): "The rules did it",
    }.get(
        (by_answers, by_rules), "Only both together did it" if is_certain else "Which of the two did it can’t be told"
    )
    return Cause(name, _both_alone(corners))


def _one_thing(corners: Corners) -> Cause:
    stays = corners.before.code == corners.after.code
    if corners.answers_changed:
        name = "The verdict stays" if stays else "The answers did it"
        return Cause(name, "The rules are the same: whatever differs, the answers that changed did it.")
    if corners.rules_changed:
        name = "The verdict stays" if stays else "The rules did it"
        return Cause(name, "The answers are the same: whatever differs, the rules that changed did it.")
    return Cause("Nothing differs", "The answers that the rules read are the same, and so are the rules.")


def _stays(corners: Corners) -> Cause:
    """The same verdict on other answers under other rules: it may have gone and come back."""
    turns = [
        what
        for what, corner in (("the answers", corners.answers_alone), ("the rules", corners.rules_alone))
        if corner.result is not None and corner.code != corners.after.code
    ]
    if not turns:
        return Cause("The verdict stays", _both_alone(corners))
    if len(turns) == 1:
        return Cause(f"The verdict stays, though {turns[0]} alone would have changed it", _both_alone(corners))
    return Cause(
        "The verdict stays: each alone would have changed it, and together they cancel out", _both_alone(corners)
    )


def _both_alone(corners: Corners) -> str:
    title = corners.answers_alone.title
    if title and title == corners.rules_alone.title:
        return f"The new answers under the old rules give “{title}”, and so do the old answers under the new rules."
    return f"{_alone(corners.answers_alone, 'answers')} {_alone(corners.rules_alone, 'rules')}"


def _alone(corner: Corner, what: str) -> str:
    """What one of the two gives without the other."""
    lead = (
        f"The {'new' if what == 'answers' else 'old'} answers under the {'old' if what == 'answers' else 'new'} rules"
    )
    if corner.result:
        return f"{lead} give “{corner.title}”."
    return f"{lead} can’t be judged: {corner.refused.removesuffix('.')}."


def corner_rows(comparison: Comparison) -> tuple[tuple[str, tuple[Corner, Corner]], ...]:
    """The four corners as a table: the answers of either day, each under the old rules and the new."""
    corners = comparison.corners
    return (
        (f"Answers of {comparison.before.day}", (corners.before, corners.rules_alone)),
        (f"Answers of {comparison.after.day}", (corners.answers_alone, corners.after)),
    )


def _paths(sides: Sequence[Side], results: Sequence[Result], rulebooks: Sequence[Rulebook]) -> Iterator[PathPicture]:
    """The dots of both, the later one filled: it is where the company stands."""
    stops = [
        Stop(str(side.number), side.day, points_of(result["gaps"])) for side, result in zip(sides, results, strict=True)
    ]
    grids = [grid_of(rulebook) for rulebook in rulebooks]
    if grids[0] == grids[1]:
        yield PathPicture(*grids[0], stops)
    else:
        yield from (PathPicture(*grid, [stop]) for grid, stop in zip(grids, stops, strict=True))


def _side(kept: Diagnosis, day: str, number: int) -> Side:
    return Side(number, kept.public_id, day, instead_of(list(kept.overrides.all())))
