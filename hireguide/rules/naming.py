"""Which open questions can still change the verdict that is named, where some are answered "I don't know" and several
verdicts stay possible: what is named then rests on the answers given."""

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

from hireguide.rules.compiled import Compiled
from hireguide.rules.domains import Answers, Domain
from hireguide.rules.fields import FIELDS, LAW, Facts, Field
from hireguide.rules.matter import Allowance, differ, outcomes
from hireguide.rules.outlook import look
from hireguide.rules.rulings import changed
from hireguide.rules.space import Node, Space, merged
from hireguide.rules.steps import intervals

_BUDGET = 400


def still_name(
    compiled: Compiled, facts: Facts, dont_know: Collection[str], names: Iterable[str], budget: int = _BUDGET
) -> Iterator[str]:
    """Those of some open questions that can still change the named verdict: two ways to fill in the rest of the form,
    every question answered or left blank but those of `dont_know` left blank, differ in this one alone and read
    differently, a refused one counting as a verdict. However those that are not told are filled in, the known reading
    stays as it is.

    To be on the safe side it tells, too, what the `budget` of nodes is too small to look into, and one of the two
    counts, or a question on which others hang, where answers differ that could not be given together.
    """
    form = _form_of(compiled)
    whole = form.completions(facts)
    if whole is None:
        return
    start = form.blank(whole, dont_know)
    outlook = look(form, start, ())
    if outlook is None or len(outcomes(form, outlook)) == 1:
        return
    allowance = Allowance(budget)
    for name in names:
        if name in outlook.node.open:
            answered = [form.blank(node, dont_know) for node in _answered(form, facts, name)]
            if differ(form, [form.blank(start, [name]), *answered], allowance):
                yield name


def _answered(form: "_Form", facts: Facts, name: str) -> Iterator[Node]:
    """The completions of each kind of answer to an open question that some company may give, and that sets nothing
    aside: of numbers the fewest engineers and the most people, which leave the most room."""
    field = FIELDS[name]
    runs = intervals(form, field) if field.kind == "integer" else [(value, value) for value in field.values]
    for first, last in runs:
        after = changed(facts, {name: last if name == LAW.limit else first})
        node = form.completions(after) if facts.keys() <= after.keys() else None
        if node:
            yield node


class _Form(Space):
    """All ways to fill in the form: every question may be left blank, too."""

    def _domain(self, field: Field) -> Domain | None:
        whole = super()._domain(field)
        if whole is None:
            return None
        return Domain(merged([*whole.answers, *self._blanks(field, whole.opens)], self.judging))

    def _blanks(self, field: Field, opens: Collection[bool]) -> list[Answers]:
        """A blank keeps to the law whatever the other count is, and leaves open what hangs on it; whoever answers that
        of engineers has one."""
        absent, most = self.absent(field.name), FIELDS[LAW.limit].high
        return [Answers(absent, int(field.name == LAW.field and opening), most, opening) for opening in opens]

    def blank(self, node: Node, names: Collection[str]) -> Node:
        """The part of a node where some questions are left blank."""
        blanks = {
            name: Domain(self._blanks(FIELDS[name], node.open[name].opens)) for name in names if name in node.open
        }
        return Node(node.known, {**node.open, **blanks})


@lru_cache(maxsize=32)
def _form_of(compiled: Compiled) -> _Form:
    """The form of a compiled rulebook, made once."""
    return _Form(compiled)
