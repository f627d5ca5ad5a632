from itertools import combinations

from hireguide.rules import GAPS
from hireguide.rules.compiled import bits_of, compile_rulebook
from tests.rules.books import book, evidence

WEIGHED = book(
    evidence=[
        evidence("slips", "execution", 3, "delivery_pain is high"),
        evidence("unclear", "execution", 3, "priorities_clear is false"),
        evidence("owned", "execution", -2, "delivery_owner is true"),
        evidence("hired", "execution", -2, "hiring_owner is true"),
        evidence("blind", "strategy", -2, "long_view_owner is true"),
        evidence("strained", "strategy", 1, "codebase_health is strained"),
    ]
)


def every_set(bits):
    return [sum(chosen) for size in range(len(bits) + 1) for chosen in combinations(bits, size)]


def test_a_span_goes_from_all_that_takes_points_away_to_all_that_gives_them():
    compiled = compile_rulebook(WEIGHED)
    points = {bit: (rule.gap, rule.points) for bit, rule in compiled.evidence_of.items()}
    for fired in every_set(list(points)):
        for maybe in every_set([bit for bit in points if not bit & fired]):
            for gap in GAPS:
                sure, open_ = ([points[bit][1] for bit in bits_of(m) if points[bit][0] == gap] for m in (fired, maybe))
                least = sum(sure) + sum(count for count in open_ if count < 0)
                most = sum(sure) + sum(count for count in open_ if count > 0)
                assert compiled.span(fired, maybe, gap) == (least, most)


def test_the_last_32_rulebooks_judged_by_stay_compiled():
    books = [book(name=f"Book {number}") for number in range(33)]
    kept = [compile_rulebook(rulebook) for rulebook in books]
    assert all(compile_rulebook(rulebook) is compiled for rulebook, compiled in zip(books[1:], kept[1:], strict=True))
    assert compile_rulebook(books[0]) is not kept[0]
