import pytest

from benchmarks import harness


def test_in_every_round_each_contender_takes_one_turn_in_an_order_of_its_own():
    turns = []
    contenders = {name: lambda name=name: turns.append(name) for name in "abcd"}
    taken = harness.interleaved(contenders, 20, seed=1)
    rounds = [tuple(turns[start : start + 4]) for start in range(0, 80, 4)]
    assert all(sorted(turn) == list("abcd") for turn in rounds)
    assert len(set(rounds)) > 5
    assert {name: len(each) for name, each in taken.items()} == dict.fromkeys("abcd", 20)


def test_the_order_is_the_same_for_the_same_seed():
    def turns(seed):
        seen = []
        harness.interleaved({name: lambda name=name: seen.append(name) for name in "abcd"}, 5, seed=seed)
        return seen

    assert turns(1) == turns(1) != turns(2)


def test_a_call_is_timed_by_the_clock_before_and_after(monkeypatch):
    clock = iter([10.0, 12.5])
    monkeypatch.setattr(harness, "perf_counter", lambda: next(clock))
    assert harness.timed(list) == 2.5


@pytest.mark.parametrize(
    ("values", "share", "expected"),
    [
        ([3, 1, 2], 0.5, 2),
        ([1, 2, 3, 4], 0.5, 2),
        (range(1, 101), 0.99, 99),
        (range(1, 102), 0.99, 100),
        ([7], 0.99, 7),
    ],
)
def test_a_quantile_is_the_smallest_value_that_so_many_do_not_exceed(values, share, expected):
    assert harness.quantile([*values], share) == expected


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(2, "2 s"), (0.0125, "12.5 ms"), (0.9999, "1,000 ms"), (0.0000042, "4.2 µs"), (1234.6, "1,235 s")],
)
def test_a_duration_has_the_unit_that_suits_it(seconds, text):
    assert harness.duration(seconds) == text


@pytest.mark.parametrize(("theirs", "text"), [(3, "1.5×"), (25, "12×"), (1, "0.5×"), (4000, "2,000×")])
def test_a_ratio_says_how_many_times_longer(theirs, text):
    assert harness.ratio(theirs, 2) == text


def test_a_comparison_tells_medians_of_one_thing_and_multiples_of_ours():
    rows = harness.compared({"ours": [2, 4, 3], "theirs": [60, 30, 90]}, "ours", per=10)
    assert rows == [("ours", "300 ms", "200 ms – 400 ms", "1.0×"), ("theirs", "6 s", "3 s – 9 s", "20×")]


def test_a_table_has_its_columns_in_line(capsys):
    harness.show("A title", ("", "median"), [("one", "1 s"), ("another", "12.5 ms")])
    assert capsys.readouterr().out.splitlines() == [
        "",
        "A title",
        "",
        "          median",
        "-------  -------",
        "one          1 s",
        "another  12.5 ms",
    ]
