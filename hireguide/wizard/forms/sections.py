"""The form of one section: its questions, bound to the draft's raw answers, however long ago those were posted."""

from collections.abc import Collection, Mapping

from hireguide.profiles.forms import NAME, AnswersForm, Checked, input_names, section_of
from hireguide.profiles.wording import QUESTIONS
from hireguide.rules import SECTIONS, Facts
from hireguide.wizard.flow import Known, asked


class SectionForm(AnswersForm):
    """One section's questions as they stand for a company with these facts, and its raw answers to them.

    `demand` names the questions where a blank is an error, as on "Save and continue"; in all others only what was typed
    is judged. `named`: whether the company's name is asked too.
    """

    def __init__(
        self,
        section: str,
        answers: Mapping[str, str],
        *,
        facts: Facts,
        demand: Collection[str] = (),
        named: bool = True,
    ) -> None:
        super().__init__(section_questions(section, facts, named=named), answers, demand=demand)


def known_of(checked: Checked) -> Known:
    """What checked answers tell, as the flow wants it."""
    return Known(checked.facts, checked.dont_know)


def section_questions(section: str, facts: Facts, *, named: bool = True) -> tuple[str, ...]:
    """The questions on a section's page; the company's name, which is no rule's business, opens the first."""
    name = (NAME,) if named and section == SECTIONS[0] else ()
    return *name, *asked(section, facts)


def inputs_to_store(section: str, facts: Facts, posted: Mapping[str, str], *, named: bool = True) -> set[str]:
    """The inputs of a section that a post sets or clears: those of its page, and whatever else of it was sent.

    A question that is not on the page keeps the answer that was set aside, unless a page opened earlier sends one.
    """
    on_page = section_questions(section, facts, named=named)
    ours = [name for name in QUESTIONS if section_of(name) == section and (named or name != NAME)]
    return {each for name in ours for each in input_names(name) if name in on_page or each in posted}
