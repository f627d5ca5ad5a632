"""One company's answers as they were when they were judged: a column for each question of the catalogue."""

from functools import partial
from typing import Self

from django.db import models

from hireguide.profiles.wording import QUESTIONS
from hireguide.rules import CATALOGUE, LAW, Profile, Value


def choices_of(field: str) -> list[tuple[str, str]]:
    """A question's options. Migrations name this function, so that rewording an option needs no migration."""
    return [(option.value, option.label) for option in QUESTIONS[field].options]


def _choice(name: str) -> "models.CharField[str | None, str | None]":
    return models.CharField(max_length=30, null=True, blank=True, choices=partial(choices_of, name))


def _number() -> "models.IntegerField[int | None, int | None]":
    return models.IntegerField(null=True, blank=True)


def _yes_no() -> "models.BooleanField[bool | None, bool | None]":
    return models.BooleanField(null=True, blank=True)


def _laws() -> list[models.BaseConstraint]:
    """What the catalogue says of numbers, for the database to hold; a NULL breaks none of it."""
    ranges: list[models.BaseConstraint] = [
        models.CheckConstraint(
            name=f"profiles_{field.name}_in_range",
            condition=models.Q((f"{field.name}__gte", field.low), (f"{field.name}__lte", field.high)),
        )
        for field in CATALOGUE
        if field.kind == "integer"
    ]
    within = models.Q((f"{LAW.field}__lte", models.F(LAW.limit)))
    return [*ranges, models.CheckConstraint(name="profiles_engineers_are_people", condition=within)]


class CompanyProfile(models.Model):
    """The typed answers of one company; NULL is unknown, and never "no"."""

    company_name = models.CharField(max_length=120, blank=True)

    stage = _choice("stage")
    employee_count = _number()
    engineer_count = _number()
    engineers_next_year = _number()

    product_market_fit = _yes_no()
    ceo_is_technical = _yes_no()

    technology_lead = _choice("technology_lead")
    part_time_cto = _yes_no()
    lead_departed = _yes_no()

    lead_wish = _choice("lead_wish")
    lead_overloaded = _yes_no()
    promotable_insider = _yes_no()
    previous_leader_failed = _yes_no()

    delivery_pain = _choice("delivery_pain")
    delivery_owner = _yes_no()
    priorities_redefined_above = _yes_no()
    incident_rate = _choice("incident_rate")

    management_structure = _yes_no()
    priorities_clear = _yes_no()
    ceo_hours_on_engineers = _number()
    hiring_owner = _yes_no()
    regretted_exits = _number()
    experienced_hands_missing = _yes_no()

    board_pressure = _choice("board_pressure")
    board_asks_about = _choice("board_asks_about")
    diligence_ahead = _yes_no()

    unguided_decisions = _yes_no()
    vendor_or_offshore_choice = _yes_no()
    architecture_change = _yes_no()
    ai_strategy_question = _yes_no()

    codebase_health = _choice("codebase_health")
    long_view_owner = _yes_no()
    strategic_hours_needed = _number()

    can_judge_vp = _yes_no()
    leadership_budget = _choice("leadership_budget")
    urgency = _choice("urgency")

    class Meta:
        constraints = _laws()

    def __str__(self) -> str:
        return self.company_name or "A company without a name"

    @classmethod
    def from_profile(cls, profile: Profile) -> Self:
        """An unsaved row with the profile's answers."""
        row = cls(company_name=profile.company_name)
        for name, value in profile.facts.items():
            setattr(row, name, value)
        return row

    def facts(self) -> dict[str, Value]:
        """The answered questions in catalogue order, as the rules read them."""
        answers = {field.name: getattr(self, field.name) for field in CATALOGUE}
        return {name: value for name, value in answers.items() if value is not None}
