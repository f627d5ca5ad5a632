"""What a company has answered, in human words, and what it has left open."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from hireguide.profiles.wording import DONT_KNOW, QUESTIONS, SECTION_WORDING, answer_text
from hireguide.rules import SECTIONS, Facts, applies, fields_of

NAME = "company_name"
AnswerLink = Callable[[str, str], str]
"""The address at which a question, given by section and field, is answered again."""


@dataclass(frozen=True, slots=True)
class Row:
    """One question and what was answered; `change_url` is "" where nothing can be changed.

    `mark` says what hangs on this answer where the verdict turns on it, or "".
    """

    field: str
    question: str
    short: str
    answer: str
    is_missing: bool
    change_url: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class AnswerGroup:
    """The answers of one section."""

    section: str
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Answers:
    """All answers by section, and the questions still open: those not known, and those not answered yet."""

    groups: tuple[AnswerGroup, ...]
    dont_know: tuple[Row, ...]
    unanswered: tuple[Row, ...]

    @property
    def open_count(self) -> int:
        """How many questions are open."""
        return len(self.dont_know) + len(self.unanswered)


def answers(
    company_name: str,
    facts: Facts,
    dont_know: Collection[str],
    link: AnswerLink | None,
    marks: Mapping[str, str] = MappingProxyType({}),
) -> Answers:
    """What was answered, some of it marked, and what is open; a question known not to apply is neither."""
    groups, unknown, unanswered = [], [], []
    for section in SECTIONS:
        rows = [_row(section, NAME, company_name, link)] if section == SECTIONS[0] and company_name else []
        for field in fields_of(section):
            if field.name in facts:
                answer = answer_text(field.name, facts[field.name])
                rows.append(_row(section, field.name, answer, link, mark=marks.get(field.name, "")))
            elif applies(field, facts) is False:
                continue
            elif field.name in dont_know:
                rows.append(_row(section, field.name, DONT_KNOW, link, is_missing=True))
                unknown.append(rows[-1])
            else:
                unanswered.append(_row(section, field.name, "Not answered yet", link, is_missing=True))
        if rows:
            groups.append(AnswerGroup(section, SECTION_WORDING[section].title, tuple(rows)))
    return Answers(tuple(groups), tuple(unknown), tuple(unanswered))


def _row(
    section: str, name: str, answer: str, link: AnswerLink | None, *, is_missing: bool = False, mark: str = ""
) -> Row:
    question = QUESTIONS[name]
    return Row(
        field=name,
        question=question.label,
        short=question.short,
        answer=answer,
        is_missing=is_missing,
        change_url=link(section, name) if link else "",
        mark=mark,
    )
