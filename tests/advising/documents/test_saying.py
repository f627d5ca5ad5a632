from types import SimpleNamespace

from hireguide.advising.documents.saying import Names, clash_words, leaves_words, set_words
from hireguide.rules import Claim, Clash, Topic

PEOPLE = [
    SimpleNamespace(pk=1, name="Fay", seat="ceo"),
    SimpleNamespace(pk=2, name="Gus", seat="cto"),
    SimpleNamespace(pk=3, name="Ivo", seat="other"),
]
NAMES = Names(PEOPLE)
PAIN = Claim("delivery_pain", ("high",), ("1",))
DECIDES = Claim("unguided_decisions", (True,), ("2", "3"))


def test_voices_have_letters_names_and_seats():
    assert [NAMES.mark(pk) for pk in (1, 2, 3)] == ["A", "B", "C"]
    assert [NAMES.name(pk) for pk in (1, 3)] == ["Fay (CEO)", "Ivo"]


def test_letters_never_run_out():
    many = Names([SimpleNamespace(pk=place, name="", seat="") for place in range(30)])
    assert [many.mark(place) for place in (25, 26, 29)] == ["Z", "A1", "D1"]


def test_one_claim_is_a_sentence():
    assert set_words((PAIN,), NAMES).text == "if Fay (CEO) is right about slipping commitments (“Nearly always”)"


def test_claims_of_the_same_voices_are_told_together():
    count = Claim("engineer_count", (12,), ("1",))
    assert set_words((PAIN, DECIDES, count), NAMES).text == (
        "if Fay (CEO) is right about slipping commitments (“Nearly always”) and engineering team size "
        "(“12 engineers”), and Gus (CTO) and Ivo about important decisions without guidance (“Yes”)"
    )


def test_where_no_rule_tells_answers_apart_either_may_be_right():
    either = Claim("engineer_count", (12, 14), ("1", "2"))
    assert set_words((either,), NAMES).text == (
        "if Fay (CEO) or Gus (CTO) is right about engineering team size (“12 engineers” or “14 engineers”)"
    )


def test_nobody_in_particular_has_to_be_right():
    assert set_words((), NAMES).text == "whoever is right"


def test_a_clash_says_who_and_why():
    assert clash_words(Clash((PAIN, DECIDES), "It can’t be."), NAMES) == (
        "Fay (CEO) on slipping commitments (“Nearly always”) and Gus (CTO) or Ivo on important decisions without "
        "guidance (“Yes”)",
        "It can’t be.",
    )
    many = Clash((Claim("engineer_count", (50,), ("1",)),), "must be at most employee_count, which is 40, not 50")
    assert clash_words(many, NAMES)[1] == "There would be more engineers than people in the company."
    assert clash_words(Clash((), "Never."), NAMES)[0] == "What is agreed or settled"


def test_what_each_claim_leaves_is_told_by_outcome():
    claims = (PAIN, Claim("delivery_pain", ("none",), ("2",)), Claim("delivery_pain", ("low",), ("3",)))
    leaves = (("pairing",), ("vp_engineering_first", "pairing"), ())
    topic = Topic("delivery_pain", "differs", claims, 1, True, 1, leaves)
    assert leaves_words(topic, NAMES) == (
        "If Fay (CEO) is right, it is Both seats as a pair. If Gus (CTO) is right, it is VP Engineering first or Both "
        "seats as a pair. If Ivo is right, not all answers can be true."
    )
