"""Which page comes next, which came before, what a page asks, and how many questions are left.

Pure. It may skip a question that can no longer matter; it never chooses an outcome. Whoever answers beside others is
asked the `whole` form in its own order: what is skipped would tell them what the rules make of their answers.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from hireguide.rules import CATALOGUE, FIELDS, SECTIONS, Asking, Facts, Field, Rulebook, applies, ask, fields_of

CHECK = "check"
VERDICT = "verdict"
RETURNS = (CHECK, VERDICT)
"""The pages that a Change link may come from, and go back to."""


@dataclass(frozen=True)
class Known:
    """What a company has told: its answers that apply, and the questions answered "I don't know"."""

    facts: Facts = field(default_factory=dict)
    dont_know: Collection[str] = ()

    def answered(self, name: str) -> bool:
        """Whether a question has an answer; "I don't know" is one."""
        return name in self.facts or name in self.dont_know

    def outside(self, section: str) -> "Known":
        """The same without a section's own answers, and without those that hang on them."""
        kept = {question.name for question in CATALOGUE if section not in _sections_of(question)}
        facts = {name: value for name, value in self.facts.items() if name in kept}
        return Known(facts, tuple(name for name in self.dont_know if name in kept))


@dataclass(frozen=True)
class Page:
    """What a section's page asks: the questions that need an answer, and those whose answer can't matter any more.

    Both rest on the answers given on other pages alone, so that a page never changes under somebody's hands; only an
    "I don't know" may make more of it needed. Where those cannot all be true together, no question is in either.
    """

    needed: tuple[str, ...] = ()
    spare: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plan:
    """What is left to ask: of each section the needed questions without an answer, and what the rules say of them all.

    Once no answer that can be given changes the verdict, nothing is left; of the `whole` form nothing once all is
    answered.
    """

    asking: Asking
    left: Mapping[str, tuple[str, ...]]
    whole: bool = False

    @property
    def count(self) -> int:
        """How many questions are left at most."""
        return sum(map(len, self.left.values()))

    def names(self) -> tuple[str, ...]:
        """The questions that are left, section by section."""
        return tuple(name for names in self.left.values() for name in names)


@dataclass(frozen=True)
class Way:
    """What a page's address says of somebody's way: the page that they return to, or ""; the sections to visit before
    that because of a change; and whether they go on for a fuller plan though the verdict is settled.
    """

    return_to: str = ""
    changed: tuple[str, ...] = ()
    fuller: bool = False


@dataclass(frozen=True)
class Step:
    """Where somebody goes: a section's slug, "check" or "verdict", and their way from there."""

    place: str
    way: Way = Way()


def on_same_page(question: Field) -> bool:
    """Whether the answer that decides if `question` applies is given on the same page."""
    return question.asked_if is not None and FIELDS[question.asked_if.field].section == question.section


def asked(section: str, facts: Facts) -> tuple[str, ...]:
    """The questions of a section that its page holds: all but those ruled out by an answer given on another page."""
    return tuple(
        question.name
        for question in fields_of(section)
        if on_same_page(question) or applies(question, facts) is not False
    )


def open_questions(known: Known) -> tuple[str, ...]:
    """The questions with no answer yet that apply or may still apply. "I don't know" is an answer."""
    return tuple(
        question.name
        for question in CATALOGUE
        if not known.answered(question.name) and applies(question, known.facts) is not False
    )


def open_sections(known: Known) -> tuple[str, ...]:
    """The sections that still hold an open question, needed or not, in order."""
    return tuple(dict.fromkeys(FIELDS[name].section for name in open_questions(known)))


def page_of(section: str, rulebook: Rulebook, known: Known, *, whole: bool = False) -> Page:
    """What the page of a section asks of somebody who has told this."""
    if whole:
        return Page(needed=asked(section, known.facts))
    elsewhere = known.outside(section)
    asking = ask(rulebook, elsewhere.facts, elsewhere.dont_know, unsure_of=known.dont_know)
    if asking.verdict is None:
        return Page()
    names = asked(section, known.facts)
    return Page(
        needed=tuple(name for name in names if name in asking.matter),
        spare=tuple(name for name in names if name not in asking.matter),
    )


def plan_for(rulebook: Rulebook, known: Known, *, whole: bool = False) -> Plan:
    """What is left to ask of somebody who has told this."""
    asking = ask(rulebook, known.facts, known.dont_know)
    if asking.verdict is None or not (asking.matter or whole):
        return Plan(asking, {}, whole)
    waiting = open_questions(known)
    left = {
        section: _waiting(section, waiting) if whole else _left(section, rulebook, known, asking, waiting)
        for section in SECTIONS
    }
    return Plan(asking, {section: names for section, names in left.items() if names}, whole)


def next_place(plan: Plan) -> str:
    """Where somebody goes on: the first section while it is left, then the one that holds the most telling question,
    or the next of the whole form; the check page once nothing is left.
    """
    if SECTIONS[0] in plan.left:
        return SECTIONS[0]
    return _most_telling(plan, tuple(plan.left))


def resumed_place(plan: Plan, path: Sequence[str]) -> str:
    """Where somebody goes on who comes back: the section sent last if it was left unfinished, else as `next_place`."""
    return path[-1] if path and path[-1] in plan.left else next_place(plan)


def next_fuller(section: str, known: Known) -> str:
    """Where somebody goes on whose verdict is settled: the next section after this one with an open question."""
    later = SECTIONS[SECTIONS.index(section) + 1 :]
    return next((other for other in later if other in open_sections(known)), CHECK)


def step_after(section: str, *, before: Plan, after: Plan, known: Known, way: Way) -> Step:
    """Where a section that passed leads: to the questions that a change brought up, back to where a Change link came
    from, or on to what is left, on the same page first.
    """
    if way.return_to:
        changed = _brought_up(section, before, after, way)
        return Step(_most_telling(after, changed), Way(way.return_to, changed)) if changed else Step(way.return_to)
    if way.fuller and not after.left:
        place = next_fuller(section, known)
        return Step(place, Way() if place == CHECK else way)
    return Step(section if section in after.left else next_place(after))


def seen_before(section: str, path: Sequence[str], facts: Facts) -> str | None:
    """The section seen before `section`, by the path of those submitted; None where there was none.

    A section that by now asks nothing is passed over. For a page that is no section it is the last one seen.
    """
    until = path.index(section) if section in path else len(path)
    return next((seen for seen in reversed(path[:until]) if asked(seen, facts)), None)


def _sections_of(question: Field) -> tuple[str, ...]:
    """The section of a question, and that of the question which decides whether it applies."""
    deciding = (FIELDS[question.asked_if.field].section,) if question.asked_if else ()
    return question.section, *deciding


def _left(section: str, rulebook: Rulebook, known: Known, asking: Asking, waiting: Collection[str]) -> tuple[str, ...]:
    """The needed questions of a section without an answer. What its page asks hangs on the answers elsewhere alone:
    where it has none of its own, that is what the rules say of all answers.
    """
    names = _waiting(section, waiting)
    if not names:
        return ()
    untouched = known.outside(section) == known
    needed = asking.matter if untouched else page_of(section, rulebook, known).needed
    return tuple(name for name in names if name in needed)


def _waiting(section: str, waiting: Collection[str]) -> tuple[str, ...]:
    """The questions of a section among those that wait for an answer."""
    return tuple(question.name for question in fields_of(section) if question.name in waiting)


def _most_telling(plan: Plan, sections: Sequence[str]) -> str:
    """The section, out of these, that holds the most telling question, else the first; the check page where there is
    none. What hangs on a question that another page still has to ask waits for that page. The whole form is asked in
    its own order.
    """
    if not sections or plan.whole:
        return sections[0] if sections else CHECK
    best = plan.asking.next_question
    section = best.section if best and best.section in sections else sections[0]
    return next((page for name in plan.left[section] if (page := _asked_first(name, plan))), section)


def _asked_first(name: str, plan: Plan) -> str:
    """The other page that still has to ask what decides whether a question applies, or ""."""
    question = FIELDS[name]
    if question.asked_if is None or on_same_page(question):
        return ""
    section = FIELDS[question.asked_if.field].section
    return section if question.asked_if.field in plan.left.get(section, ()) else ""


def _brought_up(section: str, before: Plan, after: Plan, way: Way) -> tuple[str, ...]:
    """The sections to visit because of a change, before returning: those with a question that was not left before it,
    and those still to visit because of a change before this one. Mending answers that clashed brings nothing up.
    """
    mended = before.asking.verdict is None
    new = {FIELDS[name].section for name in after.names() if name not in before.names() and not mended}
    return tuple(other for other in after.left if other in new | ({*way.changed} - {section}))
