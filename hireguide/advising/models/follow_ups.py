"""What came of advice: whom a company hired and whether it worked. And which reminders have been sent."""

from django.conf import settings
from django.db import models

from hireguide.diagnoses.models import Diagnosis

AFTER_MONTHS = (6, 12)


class FollowUp(models.Model):
    """What a diagnosis led to, asked six and twelve months after it."""

    class Hired(models.TextChoices):
        """Whom they hired."""

        VP_ENGINEERING = "vp_engineering", "a VP of Engineering"
        FRACTIONAL_CTO = "fractional_cto", "a fractional CTO"
        BOTH = "both", "both"
        OTHER = "other", "somebody else"
        NOBODY = "nobody", "nobody yet"

    class Worked(models.TextChoices):
        """Whether it worked."""

        YES = "yes", "it worked"
        PARTLY = "partly", "it worked in part"
        NO = "no", "it did not work"
        EARLY = "early", "too early to say"

    diagnosis = models.ForeignKey(Diagnosis, on_delete=models.CASCADE, related_name="follow_ups")
    months = models.PositiveSmallIntegerField(choices=[(months, f"after {months} months") for months in AFTER_MONTHS])
    hired = models.CharField(max_length=20, choices=Hired)
    worked = models.CharField(max_length=10, choices=Worked)
    note = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("months",)
        constraints = (models.UniqueConstraint(fields=("diagnosis", "months"), name="follow_up_once"),)

    def __str__(self) -> str:
        return f"{self.get_months_display()}: {self.get_hired_display()}, {self.get_worked_display()}"


class Reminder(models.Model):
    """That somebody was told by e-mail that a diagnosis is due for another look or, so many `months` after it, that its
    follow-up is asked for: they are told each once."""

    ANOTHER_LOOK = 0

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    diagnosis = models.ForeignKey(Diagnosis, on_delete=models.CASCADE, related_name="reminders")
    months = models.PositiveSmallIntegerField(default=ANOTHER_LOOK)
    sent_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("user", "diagnosis", "months"), name="reminded_once"),)

    def __str__(self) -> str:
        return f"Reminder of {self.sent_at:%Y-%m-%d}"
