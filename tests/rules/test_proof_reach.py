from hireguide.rules import judge, prove
from tests.rules.books import book, situation

RARE = ("stage is seed", "urgency is now", "delivery_pain is high", "hiring_owner is false", "diligence_ahead is true")


def test_two_situations_that_hardly_any_company_is_in_are_seen_to_overlap_without_a_search():
    told = book(
        situations=[
            situation("first", "neither_yet", *RARE),
            situation("later", "pairing", "codebase_health is untrusted", "long_view_owner is false", *RARE[:2]),
        ]
    )
    [overlaps] = [part for part in prove(told, crowd=1, budget=1).parts if part.proof == "overlaps"]
    [item] = overlaps.items
    assert item.message == "first (neither_yet) and later (pairing) both hold here: the first decides."
    [facts] = item.witnesses
    assert facts.items() >= {"stage": "seed", "diligence_ahead": True, "codebase_health": "untrusted"}.items()
    assert judge(told, facts).code == "neither_yet"
