"""`purge_drafts`: deletes what has outlived its days. To be run once a day, or oftener."""

from typing import Any

from django.utils import timezone

from hireguide.diagnoses.services import purge_drafts
from hireguide.web.commands import HouseCommand


class Command(HouseCommand):
    help = "Deletes expired drafts, and notes older than an hour of where drafts were begun. Safe to run at any time."

    def handle(self, *args: Any, **options: Any) -> None:
        purge = purge_drafts(now=timezone.now())
        told = f"Deleted {purge.drafts} expired drafts and {purge.beginnings} notes of where drafts were begun."
        self.stdout.write(told)
