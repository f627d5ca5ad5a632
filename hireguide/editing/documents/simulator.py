"""One company under the rulebooks at hand: the verdicts, both places on the grid, and every rule's state with why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from hireguide.diagnoses.documents.figures import listed
from hireguide.diagnoses.documents.reasons import short_title
from hireguide.diagnoses.documents.side_by_side import Drawn, Judgement, drawn, standing
from hireguide.editing.selectors.trying import Book, Urls
from hireguide.profiles.wording import condition_text
from hireguide.rulebooks.wording import ADVICE_LABELS, VERDICT_LABELS, answer_words
from hireguide.rules import GAPS, Asked, Evidence, Facts, ImpossibleProfile, RuleState, Situation, judge, rule_states

PARTS: Mapping[str, str] = {"situations": "Situations", "evidence": "Evidence", "advice": "Advice"}
HOLDS, FAILS, OPEN, ABSENT = "holds", "does not hold", "open", "not in it"
_WORDS = {True: HOLDS, False: FAILS, None: OPEN}


@dataclass(frozen=True, slots=True)
class Side:
    """What one rulebook says; with `refused`, the sentence with which it refuses the company, it says nothing else."""

    name: str
    refused: str = ""
    code: str = ""
    title: str = ""
    basis: str = ""
    decided: str = ""
    gaps: tuple[tuple[str, str], ...] = ()

    @property
    def spoken(self) -> str:
        """What it says, as it is announced."""
        return f"refused. {self.refused}" if self.refused else f"{self.title}."


@dataclass(frozen=True, slots=True)
class Why:
    """A condition in words, and the answer given to it."""

    condition: str
    answer: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A rule's state in one rulebook; `effect` is what it does there: points, a verdict, a kind of advice."""

    name: str
    state: str
    effect: str = ""
    why: tuple[Why, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether the rule counts here."""
        return self.state == HOLDS


@dataclass(frozen=True, slots=True)
class Line:
    """One rule under each rulebook; `url` is where the draft's is edited, or ""."""

    key: str
    url: str
    cells: tuple[Cell, ...]

    @property
    def differs(self) -> bool:
        """Whether it stands or does otherwise in one of them."""
        return len({(cell.state, cell.effect) for cell in self.cells}) > 1

    @property
    def is_same(self) -> bool:
        """Whether there are two, of which the second says nothing new."""
        return len(self.cells) > 1 and len({(cell.state, cell.effect, cell.why) for cell in self.cells}) == 1

    @property
    def holds(self) -> bool:
        """Whether it holds in one of them."""
        return any(cell.holds for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Section:
    """The rules of one part of a rulebook."""

    part: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """All that the simulator shows of one company."""

    sides: tuple[Side, ...]
    pictures: tuple[Drawn, ...]
    sections: tuple[Section, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every rule."""
        return tuple(line for section in self.sections for line in section.lines)

    @property
    def differing(self) -> int:
        """How many rules differ between the two."""
        return sum(line.differs for line in self.lines)

    @property
    def holding(self) -> int:
        """How many rules hold in one of them."""
        return sum(line.holds for line in self.lines)

    @property
    def is_same(self) -> bool:
        """Whether all say the same."""
        return len({(side.code, bool(side.refused)) for side in self.sides}) == 1

    @property
    def spoken(self) -> str:
        """The outcome, as it is announced."""
        return " ".join(f"{side.name}: {side.spoken}" for side in self.sides)


def build_trial(books: Sequence[Book], facts: Facts, urls: Urls) -> Trial:
    """One company under each of some rulebooks, the draft last; `urls` lead to the draft's rules."""
    sides, judged, states = [], [], []
    for book in books:
        try:
            verdict = judge(book.rulebook, facts)
        except ImpossibleProfile as error:
            sides.append(Side(book.name, refused=error.faults[0].message))
            states.append(rule_states(book.rulebook, facts, None))
            continue
        result = verdict.as_dict()
        sides.append(_side(book, result))
        judged.append(Judgement(book.in_sentence, book.rulebook, result))
        states.append(rule_states(book.rulebook, facts, verdict))
    return Trial(tuple(sides), _pictures(judged), tuple(_sections(books, states, urls)))


def _pictures(judged: Sequence[Judgement]) -> tuple[Drawn, ...]:
    if len(judged) == 2:
        return drawn(*judged)
    return tuple(replace(drawn(one, one)[0], name=one.name) for one in judged)


def _side(book: Book, result: Mapping[str, Any]) -> Side:
    return Side(
        name=book.name,
        code=result["verdict"],
        title=result["title"],
        basis=_basis(result),
        decided=_decided(result["decided_by"]),
        gaps=tuple((gap, standing(result["gaps"][gap])) for gap in GAPS),
    )


def _basis(result: Mapping[str, Any]) -> str:
    if result["settled"]:
        return "Settled: no open answer can change it."
    others = listed([f"“{short_title(code)}”" for code in result["possible"][1:]], "or")
    if result["basis"] == "known":
        return f"On what is known. Open answers could still lead to {others}."
    return f"What is known alone would give another verdict, which open answers rule out. Possible too: {others}."


def _decided(decided: Mapping[str, Any] | None) -> str:
    if decided is None:
        return ""
    if decided["situation"]:
        return f"The situation {decided['situation']}: {decided['because']}"
    execution, strategy = decided["cell"]
    return f"The cell execution {execution}, strategy {strategy}: {decided['because']}"


def _sections(books: Sequence[Book], states: Sequence[Sequence[RuleState]], urls: Urls) -> Iterator[Section]:
    """Every rule that one of them has, in the order of the draft, what only others have behind it."""
    for part, title in PARTS.items():
        found = [{state.rule.key: state for state in each if state.part == part} for each in states]
        keys = dict.fromkeys(key for each in reversed(found) for key in each)
        lines = (Line(key, urls.get((part, key), ""), _cells(books, found, key)) for key in keys)
        yield Section(part, title, tuple(lines))


def _cells(books: Sequence[Book], found: Sequence[Mapping[str, RuleState]], key: str) -> tuple[Cell, ...]:
    return tuple(_cell(book, states.get(key)) for book, states in zip(books, found, strict=True))


def _cell(book: Book, state: RuleState | None) -> Cell:
    if state is None:
        return Cell(book.name, ABSENT)
    return Cell(book.name, _WORDS[state.holds], _effect(state), tuple(map(_why, state.because)))


def _effect(state: RuleState) -> str:
    rule = state.rule
    if isinstance(rule, Evidence):
        return f"{'+' if rule.points > 0 else '−'}{abs(rule.points)} {rule.gap}"
    if isinstance(rule, Situation):
        return VERDICT_LABELS[rule.verdict].partition(":")[0]
    return ADVICE_LABELS[rule.kind].partition(":")[0]


def _why(asked: Asked) -> Why:
    name = asked.condition.field
    text = condition_text(name, asked.condition.op, asked.condition.value)
    if asked.answer is not None:
        return Why(text[:1].upper() + text[1:], f"is “{answer_words(name, asked.answer)}”")
    return Why(text[:1].upper() + text[1:], "is open" if asked.applies else "is not asked of this company")
