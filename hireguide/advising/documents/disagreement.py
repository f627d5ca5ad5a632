"""The disagreement map of a round: questions by voices, what each voice comes to, who would have to be right."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hireguide.advising.documents.saying import Names, Told, clash_words, leaves_words, set_words
from hireguide.advising.documents.whose import Whose, whose
from hireguide.advising.models import Respondent
from hireguide.advising.selectors.disagreement import Table, verdict_of, voice_of
from hireguide.diagnoses.documents.figures import counted
from hireguide.diagnoses.documents.reasons import cell_name, short_title
from hireguide.profiles.wording import DONT_KNOW, QUESTIONS, answer_text
from hireguide.rules import CATALOGUE, FIELDS, GAPS, Rulebook, Topic, Verdict, applies
from hireguide.web.grid_path import Stop
from hireguide.web.grid_voices import VoicesPicture

MERGED = "All together"
_STANDINGS = {"some_know": "only some know", "asked_differs": "not asked of everybody"}


@dataclass(frozen=True, slots=True)
class VoiceLine:
    """What one voice's own answers come to: `mark` is its letter on the grid; `title` is "" where its answers can't
    all be true, which `trouble` says then. `off_cell` is what the cell of its dot says where a situation decided, and
    `because` that situation's sentence."""

    mark: str
    name: str
    seat: str
    verdict: str
    title: str
    trouble: str
    open_count: int
    off_cell: str = ""
    because: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one voice says to a question; `is_missing` where it gives no answer."""

    mark: str
    name: str
    text: str
    is_missing: bool


@dataclass(frozen=True, slots=True)
class MapRow:
    """One question on the map. `note` says what hangs on it, `settled` what was settled and whose that is, or ""."""

    field: str
    short: str
    question: str
    cells: tuple[Cell, ...]
    note: str
    settled: Whose | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """A verdict that comes out if the right people are right: who these are. `more`: what the list leaves out."""

    verdict: str
    title: str
    sets: tuple[Told, ...]
    more: str


@dataclass(frozen=True, slots=True)
class Map:
    """The whole map. Rows: `decisive`, then `harmless` differences that change no verdict, questions that only `some`
    can answer, those that are `settled`, those that nobody can answer (`open`), and those on which all are `agreed`."""

    voices: tuple[VoiceLine, ...]
    picture: VoicesPicture | None
    summary: str
    outcomes: tuple[Outcome, ...]
    clashes: tuple[tuple[str, str], ...]
    held: tuple[str, ...]
    is_proven: bool
    combinations: int
    decisive: tuple[MapRow, ...]
    harmless: tuple[MapRow, ...]
    some: tuple[MapRow, ...]
    settled: tuple[MapRow, ...]
    open: tuple[MapRow, ...]
    agreed: tuple[MapRow, ...]


def build_map(table: Table) -> Map:
    """The map of a round as it stands."""
    told, names = table.disagreement, Names(table.heard)
    rows = {topic.field: _row(table, topic, names) for topic in told.topics}
    groups: dict[str, list[MapRow]] = {}
    for topic in told.topics:
        groups.setdefault(_group(table, topic), []).append(rows[topic.field])
    return Map(
        voices=tuple(_voice(table, respondent, names) for respondent in table.heard),
        picture=_picture(table, names),
        summary=_summary(table, groups),
        outcomes=tuple(_outcomes(table, names)) if any(topic.leaves for topic in told.topics) else (),
        clashes=tuple(clash_words(clash, names) for clash in told.clashes),
        held=tuple(names.right_about([claim]) for claim in told.held),
        is_proven=told.proven,
        combinations=told.combinations,
        **{name: tuple(groups.get(name, ())) for name in ("decisive", "harmless", "some", "settled", "open", "agreed")},
    )


def _group(table: Table, topic: Topic) -> str:
    settled = table.settled.get(topic.field)
    if settled and not (topic.standing == "agreed" and settled.value == topic.claims[0].values[0]):
        return "settled"
    if topic.standing == "differs":
        return "decisive" if topic.decisive else "harmless"
    return topic.standing if topic.standing in ("open", "agreed") else "some"


def _row(table: Table, topic: Topic, names: Names) -> MapRow:
    words = QUESTIONS[topic.field]
    settled = table.settled.get(topic.field)
    return MapRow(
        field=topic.field,
        short=words.short,
        question=words.label,
        cells=tuple(_cell(respondent, topic.field, names) for respondent in table.heard),
        note=_note(topic, names, is_asked=topic.field not in table.settled),
        settled=whose(settled, table.heard) if settled else None,
    )


def _cell(respondent: Respondent, name: str, names: Names) -> Cell:
    facts = voice_of(respondent).facts
    mark, called = names.mark(respondent.pk), respondent.name
    if name in facts:
        return Cell(mark, called, answer_text(name, facts[name]), is_missing=False)
    if applies(FIELDS[name], facts) is False:
        return Cell(mark, called, "Not asked", is_missing=True)
    text = DONT_KNOW if name in respondent.dont_know else "Not answered"
    return Cell(mark, called, text, is_missing=True)


def _note(topic: Topic, names: Names, *, is_asked: bool) -> str:
    if topic.standing in _STANDINGS:
        return _STANDINGS[topic.standing].capitalize()
    if topic.standing != "differs" or not is_asked:
        return ""
    if not topic.leaves:
        return "No question any more, by what is settled"
    if topic.decisive:
        return leaves_words(topic, names) if topic.narrows else "Decides together with other answers"
    return "" if topic.decisive is False else "Changes no verdict that was found: not proven"


def _voice(table: Table, respondent: Respondent, names: Names) -> VoiceLine:
    facts = voice_of(respondent).facts
    verdict = verdict_of(table.rulebook, facts)
    code = verdict.code if isinstance(verdict, Verdict) else ""
    left = [field for field in CATALOGUE if field.name not in facts and applies(field, facts) is not False]
    off_cell, because = _off_cell(table.rulebook, verdict) if isinstance(verdict, Verdict) else ("", "")
    return VoiceLine(
        mark=names.mark(respondent.pk),
        name=respondent.name,
        seat=names.seat(respondent.pk),
        verdict=code,
        title=short_title(code) if code else "",
        trouble="" if isinstance(verdict, Verdict) else verdict,
        open_count=len(left),
        off_cell=off_cell,
        because=because,
    )


def _off_cell(rulebook: Rulebook, verdict: Verdict) -> tuple[str, str]:
    execution, strategy = (verdict.gaps[gap].band for gap in GAPS)
    cell, decided = rulebook.grid[execution, strategy].verdict, verdict.decided_by
    if cell == verdict.code or decided is None:
        return "", ""
    return short_title(cell), decided.because


def _picture(table: Table, names: Names) -> VoicesPicture | None:
    """The dot of each voice whose answers can be true, and of what they come to together."""
    stops = []
    for respondent in table.heard:
        verdict = verdict_of(table.rulebook, voice_of(respondent).facts)
        if isinstance(verdict, Verdict):
            stops.append(_stop(names.mark(respondent.pk), respondent.name, verdict))
    is_merged = table.settled or len(table.heard) > 1
    merged = table.verdict if is_merged and not any(topic.leaves for topic in table.disagreement.topics) else ""
    if isinstance(merged, Verdict):
        stops.append(_stop("", MERGED, merged))
    cells = {bands: (cell.verdict, cell_name(cell.verdict)) for bands, cell in table.rulebook.grid.items()}
    if not stops:
        return None
    return VoicesPicture(table.rulebook.bands, cells, stops, merged=isinstance(merged, Verdict))


def _stop(mark: str, name: str, verdict: Verdict) -> Stop:
    return Stop(mark, name, {gap: verdict.gaps[gap].points for gap in GAPS})


def _outcomes(table: Table, names: Names) -> Iterator[Outcome]:
    for ways in table.disagreement.ways:
        sets = [set_words(claims, names) for claims in ways.sets]
        more = "" if ways.whole else "Other, longer lists of answers give it too."
        if not ways.proven:
            more = "A shorter list may give it too: not proven."
        yield Outcome(ways.verdict, short_title(ways.verdict), tuple(sets), more)


def _summary(table: Table, groups: dict[str, Sequence[MapRow]] | dict[str, list[MapRow]]) -> str:
    """The map in a sentence."""
    decisive, harmless = len(groups.get("decisive", ())), len(groups.get("harmless", ()))
    if not decisive + harmless:
        return _agreeing(table, len(groups.get("settled", ())))
    differ = f"They differ on {counted(decisive + harmless, 'question', 'questions')}."
    if not decisive:
        return f"{differ} Whoever is right, {_one(table)}."
    if not harmless:
        return f"{differ} {'It decides' if decisive == 1 else 'Each can decide'} the verdict."
    return f"{differ} {decisive} of these can decide the verdict; {harmless} change{'s' * (harmless == 1)} nothing."


def _agreeing(table: Table, settled: int) -> str:
    if settled:
        return "Nothing is in dispute any more."
    return "Nobody contradicts anybody." if len(table.heard) > 1 else ""


def _one(table: Table) -> str:
    codes = [ways.verdict for ways in table.disagreement.ways]
    return f"the verdict is {short_title(codes[0])}" if len(codes) == 1 else "these differences change nothing"
