"""The answers that clash in a profile that cannot be: those that the refusing situation asks for."""

from collections.abc import Collection

from hireguide.diagnoses.documents.answers import AnswerLink, Row, answers
from hireguide.rules import IMPOSSIBLE, Facts, Rulebook


def clashing_answers(
    *, rulebook: Rulebook, sentence: str, facts: Facts, dont_know: Collection[str], link: AnswerLink
) -> tuple[Row, ...]:
    """The given answers that the impossible situations with this sentence read; none where no rule says it."""
    refusing = [rule.when for rule in rulebook.situations if rule.verdict == IMPOSSIBLE and rule.because == sentence]
    read = {condition.field for when in refusing for condition in (*when.all, *when.any)}
    groups = answers("", facts, dont_know, link).groups
    return tuple(row for group in groups for row in group.rows if row.field in read)
