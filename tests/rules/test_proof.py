import pytest

from hireguide.rules.proof import Item, together


@pytest.mark.parametrize(
    ("claims", "told"),
    [((), True), ((True, True), True), ((True, None), None), ((None, True, False), False), ((False,), False)],
)
def test_a_proof_holds_where_all_its_parts_do_and_fails_where_one_does(claims, told):
    assert together(claims) is told


def test_an_item_warns_only_where_it_says_so():
    assert not Item("slips", True, "It holds.").warns
    assert Item("slips", True, "It holds.", warns=True).warns
