from hypothesis import given
from hypothesis import strategies as st

from hireguide.advising.documents.groups import LEAST, Told, part, summary

SIZES = st.dictionaries(st.integers(0, 9), st.integers(1, 12), max_size=8)


def groups(sizes):
    return {key: [f"{key}.{number}" for number in range(size)] for key, size in sizes.items()}


@given(SIZES)
def test_whatever_is_told_and_whatever_is_left_is_of_five_or_more_or_of_nobody(sizes):
    whole = groups(sizes)
    parted = part(whole)
    told = [*parted.groups.values(), *([parted.rest] if parted.rest else [])]
    assert all(len(members) >= LEAST for members in told)
    everybody = sorted(each for members in whole.values() for each in members)
    assert sorted(each for members in told for each in members) == ([] if parted.withheld else everybody)
    assert parted.withheld == (len(everybody) if 0 < len(everybody) < LEAST else 0)
    assert all(parted.groups[key] == whole[key] for key in parted.groups)


@given(SIZES)
def test_a_large_group_is_hidden_only_to_hide_fewer_than_five_others(sizes):
    parted = part(groups(sizes))
    hidden = [size for key, size in sizes.items() if size >= LEAST and key not in parted.groups]
    small = sum(size for size in sizes.values() if size < LEAST)
    assert len(hidden) <= 1
    assert not hidden or 0 < small < LEAST


def test_the_smallest_of_the_large_groups_hides_the_few():
    parted = part(groups({"a": 9, "b": 6, "c": 2}))
    assert (list(parted.groups), len(parted.rest)) == (["a"], 8)


def test_a_summary_tells_counts_middles_and_the_commonest_reasons_and_shares_of_ten_or_more():
    one = Told("pairing", "large", "none", ("slips", "asks"))
    two = Told("neither_yet", "none", "some", ("slips",))
    told = summary([one, one, two, two, two, Told("pairing", "some", "none", ("b", "a", "slips"))])
    assert (told.count, told.execution, told.strategy) == (6, "none", "none")
    assert {code: (count, share) for code, count, share in told.verdicts} == {
        "vp_engineering_first": (0, ""),
        "fractional_cto_first": (0, ""),
        "pairing": (3, ""),
        "neither_yet": (3, ""),
    }
    assert {share for _, _, share in summary([one] * 5 + [two] * 5).verdicts} == {"0%", "50%"}
    assert told.reasons == (("slips", 6), ("asks", 2), ("a", 1))
