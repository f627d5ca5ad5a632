"""The shapes of the wording: a question with its options, and a section with its title and lead."""

from dataclasses import dataclass

DONT_KNOW = "I don’t know"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose: `value` as posted, `label` as read, `hint` with what the label leaves open (or empty)."""

    value: str
    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Everything a person reads of one question.

    `why` says why we ask; `short` is the noun phrase for lists ("engineering team size"); `missing` is the error when
    nothing was answered, `bad` the one when a number or text can't be taken. Both units are empty but for numbers.
    """

    field: str
    label: str
    hint: str = ""
    why: str
    short: str
    options: tuple[Option, ...] = ()
    missing: str = ""
    bad: str = ""
    unit_one: str = ""
    unit_many: str = ""


@dataclass(frozen=True, slots=True)
class SectionWording:
    """A section's page: `title` is its h1, `lead` the one or two sentences below it."""

    title: str
    lead: str


YES_NO = (Option("yes", "Yes"), Option("no", "No"))


def yes_no(yes: str, no: str) -> tuple[Option, ...]:
    """The options "Yes" and "No", each with the hint that says what it takes."""
    return (Option("yes", "Yes", yes), Option("no", "No", no))
