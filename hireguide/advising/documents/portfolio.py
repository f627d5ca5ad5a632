"""The portfolio: all clients' dots on one grid, and how those of a stage and size compare."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from hireguide.advising.documents.groups import LEAST, Summary, Told, part, share, summary
from hireguide.advising.selectors.portfolio import Standing, Standings
from hireguide.diagnoses.documents.reasons import cell_name, short_title
from hireguide.profiles.wording import answer_text
from hireguide.rules import VERDICTS, Rulebook
from hireguide.web.grid import Scale
from hireguide.web.grid_crowd import CrowdPicture, Spot, spot

SIZES: Final = ((0, 10), (11, 50), (51, 250), (251, None))
_STAGES = ("pre_seed", "seed", "series_a", "series_b", "series_c_plus", "bootstrapped", "pe_backed", "enterprise", "")
_OTHERS, _ALL = "The others together", "All together"

Rulebooks = Mapping[int, tuple[int, Rulebook]]


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which clients the picture shows: of a stage, of a size (a key of `size_choices`), with a tag; "" for any."""

    stage: str = ""
    size: str = ""
    tag: str = ""

    @property
    def is_all(self) -> bool:
        """Whether it leaves nobody out."""
        return not (self.stage or self.size or self.tag)


@dataclass(frozen=True, slots=True)
class VerdictCount:
    """How many clients of those shown have a verdict, and their share in words, "" where they are few."""

    code: str
    name: str
    count: int
    share: str


@dataclass(frozen=True, slots=True)
class GroupRow:
    """Clients of one stage and size, or the rest: what is told of them. `reasons`: sentences, each with of how many."""

    name: str
    told: Summary
    verdicts: tuple[VerdictCount, ...]
    reasons: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class StageGroups:
    """The groups of one stage, and how many clients they have together."""

    name: str
    count: int
    groups: tuple[GroupRow, ...]


@dataclass(frozen=True, slots=True)
class PortfolioPage:
    """The picture of the clients chosen, their verdicts, and the comparison, which is of all. `others`: clients whose
    diagnosis is of another edition than the grid that is drawn, by that edition's number."""

    picture: CrowdPicture | None
    edition_number: int
    verdicts: tuple[VerdictCount, ...]
    others: tuple[tuple[int, int], ...]
    undiagnosed: int
    shown: int
    total: int
    stages: tuple[StageGroups, ...]
    rest: GroupRow | None
    withheld: int
    least: int = LEAST

    @property
    def rests(self) -> tuple[GroupRow, ...]:
        """The rest as the only line of a table."""
        return (self.rest,) if self.rest else ()


def build_page(
    found: Standings, chosen: Chosen, rulebooks: Rulebooks, *, current: int | None, tagged: frozenset[int] | None
) -> PortfolioPage:
    """The page. `rulebooks` has those of all editions in `found` and the `current` one; `tagged` are the clients with
    the tag chosen, None where none is.
    """
    shown = [each for each in found.diagnosed if _is_chosen(each, chosen, tagged)]
    drawn = _drawn([each.edition for each in shown], current)
    parted = part(_by_stage_and_size(found.diagnosed, rulebooks))
    sentences = _sentences(rulebooks, current)
    return PortfolioPage(
        picture=_picture(shown, rulebooks, drawn) if drawn is not None else None,
        edition_number=rulebooks[drawn][0] if drawn is not None else 0,
        verdicts=_verdicts(shown),
        others=_others(shown, rulebooks, drawn),
        undiagnosed=found.undiagnosed,
        shown=len(shown),
        total=len(found.diagnosed),
        stages=tuple(_stages(parted.groups, sentences)),
        rest=_row(_OTHERS if parted.groups else _ALL, parted.rest, sentences) if parted.rest else None,
        withheld=parted.withheld,
    )


def size_key(employee_count: int | None) -> str:
    """The size that a number of people is: "11-50", "251-"; "" where it isn't known."""
    if employee_count is None:
        return ""
    low, high = next((low, high) for low, high in SIZES if high is None or employee_count <= high)
    return f"{low}-{high or ''}"


def size_choices() -> list[tuple[str, str]]:
    """The sizes, each with its words."""
    return [(f"{low}-{high or ''}", _size_words(low, high)) for low, high in SIZES]


def _size_words(low: int, high: int | None) -> str:
    return f"{low:,} people and more" if high is None else f"{low:,} to {high:,} people"


def _is_chosen(each: Standing, chosen: Chosen, tagged: frozenset[int] | None) -> bool:
    return (
        chosen.stage in ("", each.stage)
        and chosen.size in ("", size_key(each.employee_count))
        and (tagged is None or each.client in tagged)
    )


def _drawn(editions: Sequence[int], current: int | None) -> int | None:
    """The edition whose grid is drawn: the one of all that are shown; else the current one."""
    return editions[0] if editions and len(set(editions)) == 1 else current


def _picture(shown: Iterable[Standing], rulebooks: Rulebooks, drawn: int) -> CrowdPicture:
    grid = rulebooks[drawn][1]
    alike = Counter((each.edition, each.execution, each.strategy) for each in shown)
    crowd = Counter[Spot]()
    for (edition, execution, strategy), count in alike.items():
        crowd[spot(rulebooks[edition][1].bands, {"execution": execution, "strategy": strategy})] += count
    names = {bands: (cell.verdict, cell_name(cell.verdict)) for bands, cell in grid.grid.items()}
    return CrowdPicture(grid.bands, names, crowd)


def _verdicts(shown: Sequence[Standing]) -> tuple[VerdictCount, ...]:
    counts = Counter(each.verdict for each in shown)
    return tuple(
        VerdictCount(code, short_title(code), counts[code], share(counts[code], len(shown))) for code in VERDICTS
    )


def _others(shown: Iterable[Standing], rulebooks: Rulebooks, drawn: int | None) -> tuple[tuple[int, int], ...]:
    counts = Counter(rulebooks[each.edition][0] for each in shown if each.edition != drawn)
    return tuple(sorted(counts.items(), reverse=True))


def _by_stage_and_size(found: Iterable[Standing], rulebooks: Rulebooks) -> dict[tuple[str, int], list[Told]]:
    scales = {
        pk: (Scale(*rulebook.bands["execution"]), Scale(*rulebook.bands["strategy"]))
        for pk, (_, rulebook) in rulebooks.items()
    }
    places = [key for key, _ in size_choices()]
    groups: dict[tuple[str, int], list[Told]] = {}
    for each in found:
        execution, strategy = scales[each.edition]
        told = Told(each.verdict, execution.band(each.execution), strategy.band(each.strategy), each.rules)
        size = size_key(each.employee_count)
        groups.setdefault((each.stage, places.index(size) if size else len(places)), []).append(told)
    return groups


def _stages(groups: Mapping[tuple[str, int], Sequence[Told]], sentences: Mapping[str, str]) -> Iterator[StageGroups]:
    """The groups by stage, in the order in which companies grow, those whose stage isn't known last."""
    for stage in _STAGES:
        sizes = sorted(place for each, place in groups if each == stage)
        rows = tuple(_row(_size_name(place), groups[stage, place], sentences) for place in sizes)
        if rows:
            name = answer_text("stage", stage) if stage else "Stage not known"
            yield StageGroups(name, sum(row.told.count for row in rows), rows)


def _size_name(place: int) -> str:
    return _size_words(*SIZES[place]) if place < len(SIZES) else "Size not known"


def _sentences(rulebooks: Rulebooks, current: int | None) -> Mapping[str, str]:
    """What each rule says: as the newest edition has it."""
    ordered = sorted(rulebooks.items(), key=lambda pair: (pair[0] == current, pair[1][0]))
    return {rule.key: rule.because for _, (_, rulebook) in ordered for rule in rulebook.evidence}


def _row(name: str, members: Sequence[Told], sentences: Mapping[str, str]) -> GroupRow:
    told = summary(members)
    verdicts = tuple(VerdictCount(code, short_title(code), count, part_of) for code, count, part_of in told.verdicts)
    return GroupRow(name, told, verdicts, tuple((sentences.get(rule, rule), count) for rule, count in told.reasons))
