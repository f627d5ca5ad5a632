"""The company profile as typed data, read strictly: nothing is guessed, clipped or dropped."""

from dataclasses import dataclass, field

from hireguide.rules.faults import Fault, ProfileError, listed, shown
from hireguide.rules.fields import CATALOGUE, FIELDS, LAW, Facts, Field, Value, applies
from hireguide.rules.reading import Reader, member_path

LONGEST_NAME = 120
NAME = "company_name"


@dataclass(frozen=True)
class Profile:
    """What is known of one company: answered questions that apply, in catalogue order, and its name or ""."""

    company_name: str = ""
    facts: dict[str, Value] = field(default_factory=dict)


def parse_profile(data: object) -> Profile:
    """The profile that parsed JSON `data` holds; null is an absent answer, an answer set aside is left out.

    Raises ProfileError with every fault: what is no object, unknown keys, wrong kinds, numbers out of range, unknown
    choices, and more engineers than employees.

    >>> parse_profile({"stage": "seed", "urgency": None}).facts
    {'stage': 'seed'}
    """
    reader = Reader(data)
    profile = read_profile(reader)
    if reader.faults:
        raise ProfileError(reader.faults)
    return profile


def read_profile(reader: Reader) -> Profile:
    """The profile under `reader`, its faults noted there."""
    for key in reader.names():
        if key not in FIELDS and key != NAME:
            value = shown(reader.child(key).value)
            message = f"is not a question (its value is {value}); allowed are {listed((NAME, *FIELDS))}"
            reader.faults.append(Fault(member_path(reader.path, key), message))
    answers = {question.name: _read_answer(question, reader.child(question.name)) for question in CATALOGUE}
    known = {name: answer for name, answer in answers.items() if answer is not None}
    for message in broken_law(known):
        reader.child(LAW.field).fault(message)
    facts = {name: answer for name, answer in known.items() if applies(FIELDS[name], known) is not False}
    return Profile(_read_name(reader.child(NAME)), facts)


def broken_law(facts: Facts) -> tuple[str, ...]:
    """What is wrong, if anything, between the two counts: engineers are employees too."""
    count, limit = facts.get(LAW.field), facts.get(LAW.limit)
    if isinstance(count, int) and isinstance(limit, int) and count > limit:
        return (f"must be at most {LAW.limit}, which is {limit}, not {count}",)
    return ()


def _read_answer(question: Field, reader: Reader) -> Value | None:
    if reader.absent:
        return None
    before = len(reader.faults)
    answer: Value
    match question.kind:
        case "integer":
            answer = reader.integer(question.low, question.high)
        case "yes_no":
            answer = reader.yes_no()
        case _:
            answer = reader.choice(question.choices)
    return answer if len(reader.faults) == before else None


def _read_name(reader: Reader) -> str:
    if reader.absent:
        return ""
    name = reader.text(blank=True)
    if len(name) > LONGEST_NAME:
        reader.fault(f"must be a text of up to {LONGEST_NAME} characters, not of {len(name)}")
    return name
