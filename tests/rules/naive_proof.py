"""The proofs done literally: every complete profile of a small rulebook is judged by the oracle, with no search."""

from itertools import product

from hireguide.rules import BANDS, CATALOGUE, FIELDS, GAPS, VERDICTS, applies
from tests.rules import oracle

LAW = ("engineer_count", "employee_count")


def literals(book, name):
    for rule in book["evidence"] + book["situations"] + book["advice"]:
        for group in rule["when"].values():
            for condition in group:
                if condition["field"] == name:
                    value = condition["value"]
                    yield from value if isinstance(value, list) else [value]


def values(book, name):
    """The answers to a question; numbers thinned to those near a literal and at the ends."""
    field = FIELDS[name]
    if field.kind != "integer":
        return list(field.values)
    names = LAW if name in LAW else (name,)
    near = {v + step for each in names for v in literals(book, each) for step in (-1, 0, 1)}
    return sorted(v for v in {0, 1, field.high, *near} if field.low <= v <= field.high)


def asked(book):
    """The questions that rules ask, and those on which they hang; always the engineers and people, for the law."""
    names = {field.name for field in CATALOGUE if any(True for _ in literals(book, field.name))}
    names |= {FIELDS[name].asked_if.field for name in names if FIELDS[name].asked_if}
    return [field.name for field in CATALOGUE if field.name in names or (field.name in LAW and names & set(LAW))]


def raw_profiles(book):
    names = asked(book)
    for answers in product(*(values(book, name) for name in names)):
        yield dict(zip(names, answers, strict=True))


def typed(raw):
    return {name: value for name, value in raw.items() if applies(FIELDS[name], raw) is not False}


def lawful(raw):
    return raw.get("engineer_count", 0) <= raw.get("employee_count", 100_000)


def outcome(book, raw):
    """What becomes of a company: a verdict or "impossible", also where the law refuses it."""
    return oracle.reading(book, typed(raw))[0] if lawful(raw) else "impossible"


class Naive:
    """All complete profiles of a small rulebook, judged."""

    def __init__(self, book):
        self.book = book
        self.profiles = [typed(raw) for raw in raw_profiles(book) if lawful(raw)]
        self.judged = [(facts, *oracle.reading(book, facts)) for facts in self.profiles]
        self.possible = [entry for entry in self.judged if entry[1] != "impossible"]

    def cell(self, points):
        return tuple(BANDS[sum(points[gap] >= threshold for threshold in self.book["bands"][gap])] for gap in GAPS)

    def reached(self):
        verdicts = {verdict for _, verdict, _, _ in self.possible}
        cells = {"/".join(self.cell(points)) for _, _, points, by in self.possible if by is None}
        return {code for code in VERDICTS if code in verdicts} | cells

    def matters(self):
        """The keys of rules that matter."""
        found = set()
        for kind in ("evidence", "situations"):
            for rule in self.book[kind]:
                less = {**self.book, kind: [other for other in self.book[kind] if other is not rule]}
                if any(oracle.reading(less, facts)[0] != verdict for facts, verdict, _, _ in self.judged):
                    found.add(rule["key"])
        return found

    def advised(self):
        found = set()
        for rule in self.book["advice"]:
            for facts, verdict, points, _ in self.possible:
                said = {"verdict": verdict, **dict(zip(GAPS, self.cell(points), strict=True))}
                if oracle_holds(rule["when"], facts, said):
                    found.add(rule["key"])
        return found

    def questions(self):
        """The questions of which an answer changes what becomes of some profile that is possible."""
        found = set()
        for name in asked(self.book):
            for raw in raw_profiles(self.book):
                if applies(FIELDS[name], raw) is False:
                    continue
                others = {outcome(self.book, {**raw, name: value}) for value in values(self.book, name)}
                if len(others) > 1:
                    found.add(name)
                    break
        return found

    def overlaps(self):
        found = set()
        for facts, _, _, by in self.possible:
            keys = [rule["key"] for rule in self.book["situations"]]
            for rule in self.book["situations"]:
                first = next((other for other in self.book["situations"] if other["key"] == by), None)
                if (
                    first
                    and keys.index(rule["key"]) > keys.index(by)
                    and rule["verdict"] not in ("impossible", first["verdict"])
                    and oracle.holds(rule["when"], facts)
                ):
                    found.add(f"{by}/{rule['key']}")
        return found

    def broken(self, expectation):
        """Whether some two profiles break an expectation."""
        name, gap = expectation["field"], expectation["gap"]
        field = FIELDS[name]
        ends = expectation["from"], expectation["to"]
        rank = field.choices.index if field.kind == "ordered" else lambda value: value
        way = list(ends)
        if field.kind in ("ordered", "integer"):
            low, high = sorted(ends, key=rank)
            way = [v for v in {*values(self.book, name), *ends} if rank(low) <= rank(v) <= rank(high)]
            way.sort(key=rank, reverse=rank(ends[0]) > rank(ends[1]))
        for raw in raw_profiles(self.book):
            for place, one in enumerate(way):
                for other in way[place + 1 :]:
                    pair = moved(raw, name, one, other)
                    if pair and self._worse(expectation, [oracle.reading(self.book, facts) for facts in pair], gap):
                        return True
        return False

    @staticmethod
    def _worse(expectation, readings, gap):
        if any(verdict == "impossible" for verdict, _, _ in readings):
            return False
        before, after = (points[gap] for _, points, _ in readings)
        return after < before if expectation["never"] == "lowers" else after > before


def moved(raw, name, one, other):
    """Two profiles that differ in one answer, without questions that apply at one end only; None where refused."""
    pair = [{**raw, name: value} for value in (one, other)]
    if not all(map(lawful, pair)) or any(applies(FIELDS[name], facts) is False for facts in pair):
        return None
    first, second = map(typed, pair)
    shared = first.keys() & second.keys()
    return [{key: value for key, value in facts.items() if key in shared} for facts in (first, second)]


def oracle_holds(when, facts, said):
    def true(condition):
        name = condition["field"]
        if name not in said:
            return oracle.truth(condition, facts) is True
        rank = BANDS.index if name != "verdict" else str
        value = condition["value"]
        value = [rank(entry) for entry in value] if isinstance(value, list) else rank(value)
        return oracle.BOOL_OPS[condition["op"]](rank(said[name]), value)

    return all(map(true, when.get("all", []))) and (not when.get("any") or any(map(true, when["any"])))
