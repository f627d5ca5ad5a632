"""Judging one profile by a rulebook: the known reading, what open answers leave possible, and the verdict from both."""

from hireguide.rules import explain
from hireguide.rules.compiled import Compiled, compile_rulebook
from hireguide.rules.conditions import GAPS, VERDICTS
from hireguide.rules.evaluate import Reading, read
from hireguide.rules.faults import Fault, ImpossibleProfile, ProfileError
from hireguide.rules.fields import LAW, Facts
from hireguide.rules.profile import broken_law
from hireguide.rules.reach import Range, Reach, reach
from hireguide.rules.rulebook import Rulebook
from hireguide.rules.space import Space, space_of
from hireguide.rules.verdict import Basis, Gap, Verdict

_NO_COMPLETION = "These answers cannot all be true of one company: nobody works there, and its engineers are spoken of."


def judge(rulebook: Rulebook, facts: Facts) -> Verdict:
    """The verdict on one company; `facts` as `parse_profile` gives them (answers that were set aside left out).

    Raises ImpossibleProfile, with the sentence that says why, where the answers cannot be true together, and
    ProfileError for more engineers than employees.
    """
    law = broken_law(facts)
    if law:
        raise ProfileError([Fault(LAW.field, message) for message in law])
    compiled = compile_rulebook(rulebook)
    reading = read(compiled, facts)
    return _verdict(compiled, reading, _reached(compiled, facts, reading))


def _reached(compiled: Compiled, facts: Facts, reading: Reading) -> Reach:
    space = space_of(compiled)
    if space.whole(facts, reading.boxes):
        return Reach(frozenset((reading.verdict,)), tuple(Range(has, has, True) for has in reading.points), proven=True)
    reached = reach(space, facts)
    if not reached.verdicts:
        raise ImpossibleProfile(_refusal(compiled, space, facts))
    return reached


def _refusal(compiled: Compiled, space: Space, facts: Facts) -> str:
    """Why a profile has no completion: the sentence of the first impossible situation that one runs into."""
    start = space.completions(facts)
    may_hold = 0 if start is None else compiled.fired(start.standing) & compiled.impossible
    return compiled.situation_of[may_hold & -may_hold].because if may_hold else _NO_COMPLETION


def _verdict(compiled: Compiled, reading: Reading, reached: Reach) -> Verdict:
    possible = [code for code in VERDICTS if code in reached.verdicts]
    settled = len(possible) == 1
    code = reading.verdict if reading.verdict in possible else possible[0]
    basis: Basis = "settled" if settled else "known" if code == reading.verdict else "completed"
    rulebook = compiled.rulebook
    gaps = zip(GAPS, reading.points, reached.ranges, reading.bands, strict=True)
    return Verdict(
        code=code,
        title=rulebook.verdicts[code].title,
        basis=basis,
        gaps={name: Gap(has, ends.least, ends.most, band, ends.proven) for name, has, ends, band in gaps},
        decided_by=explain.decision(reading) if code == reading.verdict else None,
        reasons=explain.reasons(compiled, reading),
        against=explain.against(compiled, reading, code),
        possible=(code, *(other for other in possible if other != code)),
        settled=settled,
        advice=explain.advice(compiled, reading, code),
        proven=reached.proven and all(ends.proven for ends in reached.ranges),
    )
