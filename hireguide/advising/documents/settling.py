"""What the merged profile of a round comes to so far, and the agenda of the call in which the rest is settled."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from hireguide.advising.documents.saying import Names, leaves_words
from hireguide.advising.documents.whose import NOBODY, changed_since
from hireguide.advising.models import Respondent
from hireguide.advising.selectors.disagreement import Table, verdict_of
from hireguide.diagnoses.documents.document import picture
from hireguide.diagnoses.documents.figures import capital, listed
from hireguide.diagnoses.documents.reasons import short_title
from hireguide.profiles.wording import QUESTIONS, answer_text
from hireguide.rules import FIELDS, Topic, Value, Verdict, applies, disagree
from hireguide.web.grid import GridPicture

Outcome = tuple[str, str]  # a verdict's code, and its name


@dataclass(frozen=True, slots=True)
class SoFar:
    """What the merged profile comes to. `outcomes`: the verdicts that can come out of what is in dispute; one, if that
    changes nothing; none where not all answers can be true, which `trouble` says.

    `kept`: the verdict if it were kept now, what is in dispute being left open; with `because`. `may_be`: what open
    questions can make of it once nothing is in dispute. `disputed` and `open` count what is left.
    """

    outcomes: tuple[Outcome, ...]
    kept: Outcome | None
    because: str
    trouble: str
    picture: GridPicture | None
    disputed: int
    open: int
    may_be: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What one voice says to a point of the agenda."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the agenda: a question, why it is asked, what voices said and what hangs on it."""

    question: str
    why: str
    said: tuple[Said, ...]
    note: str


@dataclass(frozen=True, slots=True)
class AgendaPage:
    """The points of the call, in the order in which to take them; `changed` are settled, and were somebody's who says
    otherwise since; `rest` are the open questions that change nothing, as they are asked."""

    open: tuple[Point, ...]
    disputed: tuple[Point, ...]
    decisive: tuple[Point, ...]
    changed: tuple[Point, ...]
    rest: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to talk about."""
        return not (self.open or self.disputed or self.decisive or self.changed)

    @property
    def lead(self) -> str:
        """What is on the agenda, in a sentence, in the order of the page."""
        if self.is_empty:
            more = f" At the end stand {_REST}." if self.rest else ""
            return f"Nothing is left to settle that could change the verdict.{more}"
        parts: tuple[tuple[Collection[object], str], ...] = (
            (self.open, "the open questions that can change the verdict"),
            (self.disputed, "what is disputed"),
            (self.decisive, "what decides"),
            (self.changed, "what was settled and is said otherwise now"),
            (self.rest, _REST),
        )
        there = [words for points, words in parts if points]
        return f"First {', then '.join(there)}." if len(there) > 1 else f"All that is left is {there[0]}."


_REST = "the open questions that decide nothing"


def so_far(table: Table, chosen: Mapping[str, Value | None]) -> SoFar:
    """What the rules say where these answers are settled, be they stored or not."""
    told = table.disagreement if chosen == table.values else disagree(table.rulebook, table.voices, chosen)
    verdict = verdict_of(table.rulebook, told.facts)
    disputed = sum(1 for topic in told.topics if topic.leaves)
    left = {"disputed": disputed, "open": len(told.open)}
    outcomes = tuple(_outcome(ways.verdict) for ways in told.ways)
    if not isinstance(verdict, Verdict):
        return SoFar((), None, "", verdict, None, may_be=(), **left)
    drawn = picture(verdict.as_dict(), table.rulebook)
    trouble = "" if outcomes else "Whoever is right, not all of these answers can be true."
    return SoFar(
        outcomes=outcomes,
        kept=_outcome(verdict.code),
        because=verdict.decided_by.because if verdict.decided_by and not disputed else "",
        trouble=trouble,
        picture=drawn if told.facts else replace(drawn, points=None, ranges=None),
        may_be=() if disputed else tuple(short_title(code) for code in verdict.possible if code != verdict.code),
        **left,
    )


def settled_otherwise(table: Table, seen: str, chosen: Mapping[str, Value | None]) -> tuple[str, ...]:
    """What was settled since `seen` otherwise than it is `chosen` now: each answer with what both say."""
    return tuple(
        f"{capital(QUESTIONS[name].short)}: {_said(table.values, name, 'now', 'no longer settled')}; "
        f"{_said(chosen, name, 'you chose', 'you left it unsettled')}"
        for name in table.settled_since(seen)
        if (name in chosen) != (name in table.values) or chosen.get(name) != table.values.get(name)
    )


def shortly(questions: Sequence[str]) -> str:
    """Some questions as a sentence names them; none are ""."""
    return listed([QUESTIONS[name].short for name in questions]) if questions else ""


def _said(values: Mapping[str, Value | None], name: str, settled: str, unsettled: str) -> str:
    if name not in values:
        return unsettled
    value = values[name]
    return f"{settled} “{NOBODY if value is None else answer_text(name, value)}”"


def _outcome(code: str) -> Outcome:
    return code, short_title(code)


def agenda_page(table: Table) -> AgendaPage:
    """The agenda of a round as it stands."""
    told, names = table.agenda, Names(table.heard)
    topics = {topic.field: topic for topic in table.disagreement.topics}
    return AgendaPage(
        open=tuple(_point((), name, names, _opening(table, name)) for name in told.open),
        disputed=tuple(_point(table.heard, topic.field, names, _apart(topic)) for topic in told.disputed),
        decisive=tuple(_point(table.heard, topic.field, names, _deciding(topic, names)) for topic in told.decisive),
        changed=tuple(
            _point(table.heard, name, names, f"Settled as “{answer_text(name, one.value)}”. {since}.")
            for name, one in table.settled.items()
            if one.value is not None and (since := changed_since(one))
        ),
        rest=tuple(
            QUESTIONS[name].label for name in table.disagreement.open if name not in told.open and name in topics
        ),
    )


def _point(heard: Iterable[Respondent], name: str, names: Names, note: str) -> Point:
    words = QUESTIONS[name]
    said = [Said(names.name(one.pk), text) for one in heard if (text := _text(one.facts, name))]
    return Point(words.label, words.why, tuple(said), note)


def _text(facts: Mapping[str, Value], name: str) -> str:
    if name in facts:
        return answer_text(name, facts[name])
    return "" if applies(FIELDS[name], facts) is False else "Doesn’t know"


def _opening(table: Table, name: str) -> str:
    return "Settled as “nobody knows” so far." if name in table.values else ""


def _apart(topic: Topic) -> str:
    return "" if topic.decisive is False else "Whether it changes the verdict is not proven."


def _deciding(topic: Topic, names: Names) -> str:
    return leaves_words(topic, names) if topic.narrows else "It decides together with other answers."
