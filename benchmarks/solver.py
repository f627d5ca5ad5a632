"""The same questions put to z3: a rulebook as formulas, for possible verdicts, ranges of points and fewest steps."""

from collections.abc import Collection, Sequence

import z3

from hireguide.rules import (
    BANDS,
    CATALOGUE,
    FIELDS,
    GAPS,
    IMPOSSIBLE,
    LAW,
    VERDICTS,
    Condition,
    Evidence,
    Facts,
    Field,
    Rulebook,
    Situation,
    Value,
    When,
)

_CODES = (*VERDICTS, IMPOSSIBLE)


class Peer:
    """A rulebook in z3: a number for each answer (a choice's place, yes as 1), and the verdict as a number."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook
        self.answers = {field.name: z3.Int(field.name) for field in CATALOGUE}
        self.verdict = z3.Int("verdict")
        self.laws = self._laws()
        self.totals = {gap: self._points(gap) for gap in GAPS}
        self.solver = z3.Solver()
        self.solver.add(*self.laws)

    def possible(self, facts: Facts) -> frozenset[str]:
        """The verdicts that completions of a profile get: a check for each."""
        self.solver.push()
        self.solver.add(*self._known(facts))
        found = frozenset(code for code in VERDICTS if self.solver.check(self.verdict == _CODES.index(code)) == z3.sat)
        self.solver.pop()
        return found

    def points(self, facts: Facts, gap: str) -> tuple[int, int]:
        """The least and most points of a gap over the completions of a profile, of which there must be one."""
        ends = []
        for way in (-1, 1):
            optimizer = z3.Optimize()
            optimizer.add(*self.laws, *self._known(facts))
            best = optimizer.maximize(way * self.totals[gap])
            optimizer.check()
            ends.append(way * int(best.value().as_long()))
        return ends[0], ends[1]

    def steps(self, facts: Facts, verdict: str) -> int | None:
        """The fewest steps of levers and judgements by which a complete profile gets a verdict.

        What brings no question into the form, that is: such a question would be open, and z3 would have to look at all
        its answers.
        """
        optimizer = z3.Optimize()
        optimizer.add(*self.laws, self.verdict == _CODES.index(verdict))
        optimizer.add(*(z3.Not(self.applies(field)) for field in CATALOGUE if field.name not in facts))
        taken = z3.Sum([self._distance(FIELDS[name], value, optimizer) for name, value in facts.items()])
        optimizer.minimize(taken)
        if optimizer.check() != z3.sat:
            return None
        return int(optimizer.model().eval(taken).as_long())

    def applies(self, field: Field) -> z3.BoolRef:
        """That a question applies."""
        if field.asked_if is None:
            return z3.BoolVal(val=True)
        return self._among(FIELDS[field.asked_if.field], field.asked_if.values)

    def _laws(self) -> list[z3.BoolRef]:
        """What holds of every company, and how its verdict comes about."""
        laws = [self.answers[LAW.field] <= self.answers[LAW.limit]]
        for field in CATALOGUE:
            first, *_, last = field.values
            laws.append(_between(self.answers[field.name], _number(field, first), _number(field, last)))
        return [*laws, self.verdict == self._decided(), self.verdict != _CODES.index(IMPOSSIBLE)]

    def _decided(self) -> z3.ArithRef:
        """The impossible, then the situations in their order, then the grid."""
        decided = self._grid()
        ordered = sorted(self.rulebook.situations, key=lambda rule: rule.verdict != IMPOSSIBLE)
        for rule in reversed(ordered):
            decided = z3.If(self._holds(rule.when), _CODES.index(rule.verdict), decided)
        return decided

    def _grid(self) -> z3.ArithRef:
        bands = [self._band(gap) for gap in GAPS]
        decided: z3.ArithRef = z3.IntVal(0)
        for (execution, strategy), cell in self.rulebook.grid.items():
            here = z3.And(bands[0] == BANDS.index(execution), bands[1] == BANDS.index(strategy))
            decided = z3.If(here, _CODES.index(cell.verdict), decided)
        return decided

    def _band(self, gap: str) -> z3.ArithRef:
        some, large = self.rulebook.bands[gap]
        points = self._points(gap)
        return z3.If(points < some, 0, z3.If(points < large, 1, 2))

    def _points(self, gap: str) -> z3.ArithRef:
        rules = [rule for rule in self.rulebook.evidence if rule.gap == gap]
        return z3.Sum([z3.IntVal(0), *(z3.If(self._holds(rule.when), rule.points, 0) for rule in rules)])

    def _holds(self, when: When) -> z3.BoolRef:
        every = [self._accepts(condition) for condition in when.all]
        return z3.And(*every, z3.Or([self._accepts(condition) for condition in when.any]) if when.any else True)

    def _accepts(self, condition: Condition) -> z3.BoolRef:
        field = FIELDS[condition.field]
        answer = self.answers[field.name]
        literals = condition.value if isinstance(condition.value, tuple) else (condition.value,)
        first, last = _number(field, literals[0]), _number(field, literals[-1])
        test = {
            "at_least": answer >= first,
            "at_most": answer <= first,
            "between": _between(answer, first, last),
            "is_not": answer != first,
            "none_of": z3.Not(self._among(field, literals)),
        }.get(condition.op, self._among(field, literals))
        return z3.And(self.applies(field), test)

    def _among(self, field: Field, values: Collection[Value]) -> z3.BoolRef:
        if isinstance(values, range):
            return _between(self.answers[field.name], values[0], values[-1])
        return z3.Or([self.answers[field.name] == _number(field, value) for value in values])

    def _known(self, facts: Facts) -> list[z3.BoolRef]:
        same = [self.answers[name] == _number(FIELDS[name], value) for name, value in facts.items()]
        return [*same, *(self.applies(FIELDS[name]) for name in facts)]

    def _distance(self, field: Field, value: Value, optimizer: z3.Optimize) -> z3.ArithRef:
        """How many steps an answer is from where it stood; what may not move is held, and what no longer applies."""
        answer, here = self.answers[field.name], _number(field, value)
        optimizer.add(z3.Or(answer == here, self.applies(field)))
        if field.nature == "fact":
            optimizer.add(answer == here)
            return z3.IntVal(0)
        if field.kind in ("choice", "yes_no"):
            return z3.If(answer == here, 0, 1)
        starts = self._cells(field) if field.kind == "integer" else list(range(1, len(field.choices)))
        # A step for each line between two neighbours that the answer crosses.
        return z3.Sum(
            [z3.IntVal(0), *(z3.If((answer >= start) != z3.BoolVal(here >= start), 1, 0) for start in starts)]
        )

    def _cells(self, field: Field) -> list[int]:
        """Where the intervals of a number begin, after the first, that evidence and situations tell apart."""
        rules: Sequence[Evidence | Situation] = (*self.rulebook.evidence, *self.rulebook.situations)
        tests = [test for rule in rules for test in (*rule.when.all, *rule.when.any) if test.field == field.name]
        starts = {field.low}
        for test in tests:
            literals = test.value if isinstance(test.value, tuple) else (test.value,)
            starts |= {int(literal) + above for literal in literals for above in (0, 1)}
        return sorted(start for start in starts if field.low < start <= field.high)


def _between(answer: z3.ArithRef, low: int, high: int) -> z3.BoolRef:
    return z3.And(answer >= low, answer <= high)


def _number(field: Field, value: Value) -> int:
    return field.choices.index(str(value)) if field.choices else int(value)
