"""What is named of a company whose form is filled in in part: every filling tried."""

from itertools import product

from hireguide.rules import FIELDS, applies
from tests.rules import oracle
from tests.rules.naive_outlook import relevant

NUMBERS = (0, 1, 2, 3, 5, 6, 80, 81)


def blanks(document, facts, dont_know):
    """The questions that the rules ask and that are to be filled in."""
    return [field for field in relevant(document, facts) if field.name not in facts and field.name not in dont_know]


def answers(field):
    """To leave it blank, or one of its answers, one number for all that rules tell no apart."""
    return [None, *((n for n in NUMBERS if n <= field.high) if field.kind == "integer" else field.values)]


def fillings(document, facts, dont_know):
    """The form filled in in every way that a company may fill it in, questions left blank too, those of `dont_know`
    always; whoever is asked about engineers has one."""
    fields = blanks(document, facts, dont_know)
    for pick in product(*map(answers, fields)):
        filled = {**facts, **{f.name: value for f, value in zip(fields, pick, strict=True) if value is not None}}
        hangs = any(FIELDS[name].asked_if and FIELDS[name].asked_if.field == "engineer_count" for name in filled)
        lawful = filled.get("engineer_count", int(hangs)) <= filled.get("employee_count", 100_000)
        if lawful and all(applies(FIELDS[name], filled) is not False for name in filled):
            yield filled


def naming(document, facts, dont_know):
    """The questions by which alone two fillings differ that read differently."""
    read = {
        frozenset(filled.items()): oracle.reading(document, filled)[0]
        for filled in fillings(document, facts, dont_know)
    }
    found = set()
    for filled, code in read.items():
        for name, value in filled - frozenset(facts.items()):
            less = filled - {(name, value)}
            if less in read and code != read[less]:
                found.add(name)
    return found
