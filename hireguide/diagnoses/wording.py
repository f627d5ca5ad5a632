"""The words of the e-mail that brings somebody back to their answers, and how a verdict's page speaks of a company."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Speech:
    """How a verdict's page speaks of the company wherever the page itself speaks: to its founder, who answered, or of
    it to others. What the rulebook and the questions say stays as it is.
    """

    your: str
    company: str
    you_said: str
    told_so_far: str
    nothing_told: str
    nothing_known: str
    all_told: str
    dont_know: str
    said_dont_know: str
    not_asked: str
    unknown_heading: str
    told: str
    you: str
    you_kept: str
    as_kept: str
    what_if: str
    what_ifs: str
    what_if_kind: str
    what_if_kept: str
    budget: str
    you_would_add: str
    with_you: str
    you_pay: str


TO_ITS_FOUNDER = Speech(
    your="your",
    company="your company",
    you_said="you said",
    told_so_far="what you have told us so far",
    nothing_told="You have not answered anything yet",
    nothing_known="You have answered “I don’t know” so far and nothing else",
    all_told="you have answered everything that applies to you",
    dont_know="you don’t know",
    said_dont_know="You said that you don’t know, and the verdict hangs on what you don’t know.",
    not_asked="does not apply to you",
    unknown_heading="You said you don’t know",
    told="that you have told us",
    you="you",
    you_kept="you kept",
    as_kept="as you kept it",
    what_if="what-if",
    what_ifs="what-ifs",
    what_if_kind="What-if",
    what_if_kept="it gets an address of its own, marked as a what-if",
    budget="The budget that you gave",
    you_would_add="What you would add is",
    with_you="with you",
    you_pay="you already pay",
)

OF_A_CLIENT = Speech(
    your="the company’s",
    company="the company",
    you_said="the answer is",
    told_so_far="what has been answered so far",
    nothing_told="Nothing has been answered yet",
    nothing_known="“I don’t know” has been answered so far and nothing else",
    all_told="everything that applies has been answered",
    dont_know="not known",
    said_dont_know="The answer is “I don’t know”, and the verdict hangs on what is not known.",
    not_asked="does not apply",
    unknown_heading="Answered “I don’t know”",
    told="that has been answered",
    you="the company",
    you_kept="was kept",
    as_kept="as it was kept",
    what_if="scenario",
    what_ifs="scenarios",
    what_if_kind="Scenario (a what-if)",
    what_if_kept="it stands among the client’s scenarios, beside today, and never counts as a diagnosis",
    budget="The budget that was given",
    you_would_add="What the company would add is",
    with_you="with the company",
    you_pay="the company already pays",
)

RESUME_SUBJECT = "Your answers on Hireguide"

RESUME_BODY = """\
Somebody, most likely you, asked for the address of a set of answers on Hireguide. Here it is:

{link}

Whoever has this address can read the answers, change them and delete them, so pass it on with care.
They are kept until {expires}, which is {days} days after the last answer; each new answer starts the days again.
After that they are gone.

Your e-mail address was used to send this one message and was not stored.
If you did not ask for it, you can delete this message.
"""
