"""Overrides in the admin: read beside what the rules said, and answered once by whoever edits the rules."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from hireguide.diagnoses.admin.override_filters import DecidedFilter, ReasonFilter, WaitingFilter, decided_words
from hireguide.diagnoses.documents.reasons import short_title
from hireguide.diagnoses.models import Override
from hireguide.diagnoses.selectors import overrides_with_rules
from hireguide.diagnoses.services import ReviewedAlreadyError, review_override
from hireguide.web.templatetags.screen import signed


class ReviewForm(forms.ModelForm):  # type: ignore[type-arg]
    """What came of an override: the only thing that is written here."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "review" in self.fields:  # not for those who only look
            said = self.fields["review"]
            said.required = True
            said.widget.attrs["rows"] = 4
            said.error_messages["required"] = "Say what came of it, in a sentence: a rule changed, or why none was"
            said.help_text = "A rule that changed, or why none was. Once it is saved, the override no longer waits."

    def clean(self) -> dict[str, Any]:
        """Whoever is second is told who was first, beside what they typed."""
        if self.instance.reviewed_at:
            raise forms.ValidationError(str(ReviewedAlreadyError(Override.objects.get(pk=self.instance.pk))))
        return self.cleaned_data


@admin.register(Override)
class OverrideAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """What people said otherwise than the rules, on the page of a diagnosis; nothing of it is ever changed."""

    form = ReviewForm
    list_display = ("at", "rules_verdict", "own_verdict", "decided", "short_reason", "reviewed")
    list_display_links = ("at",)
    list_filter = (WaitingFilter, DecidedFilter, ReasonFilter)
    list_per_page = 50
    show_facets = admin.ShowFacets.NEVER
    search_fields = ("reason", "review")
    actions = None
    fields = (
        *("diagnosis_link", "rules_verdict", "decided", "own_verdict", "reason", "by", "at"),
        *("review", "reviewed_by", "reviewed_at"),
    )
    readonly_fields = tuple(name for name in fields if name != "review")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Override]:
        """With what decided, taken out of the rules' whole answer, which is long."""
        return overrides_with_rules().select_related("diagnosis__edition", "by", "reviewed_by")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """They are made on the page of the diagnosis."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Until somebody has said what came of it; a form that was opened before then is told so."""
        waits = obj is None or obj.reviewed_at is None or request.method == "POST"
        return waits and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """They stay as long as what they were said of."""
        return False

    @admin.display(description="the rules’ verdict", ordering="diagnosis__verdict")
    def rules_verdict(self, override: Override) -> str:
        return short_title(override.diagnosis.verdict)

    @admin.display(description="their verdict", ordering="verdict")
    def own_verdict(self, override: Override) -> str:
        return short_title(override.verdict)

    @admin.display(description="what decided", ordering="decided_by")
    def decided(self, override: Override) -> str:
        """The situation or the cell of the grid, and the rule that weighed most."""
        decided_by, reasons = override.decided_by, override.reasons  # type: ignore[attr-defined]
        return ", ".join(filter(None, (decided_words(decided_by), _heaviest(reasons))))

    @admin.display(description="reason")
    def short_reason(self, override: Override) -> str:
        return Truncator(override.reason).words(20)

    @admin.display(description="looked at", ordering="reviewed_at", empty_value="Waiting")
    def reviewed(self, override: Override) -> Any:
        return override.reviewed_at

    @admin.display(description="diagnosis")
    def diagnosis_link(self, override: Override) -> SafeString:
        """The diagnosis and the edition that judged, as links."""
        diagnosis = override.diagnosis
        return format_html(
            '<a href="{}">Of {}</a>, judged by <a href="{}">edition {}</a>',
            reverse("admin:diagnoses_diagnosis_change", args=[diagnosis.pk]),
            f"{diagnosis.made_at:%-d %B %Y}",
            reverse("admin:rulebooks_edition_change", args=[diagnosis.edition_id]),
            diagnosis.edition.number,
        )

    def save_model(self, request: HttpRequest, obj: Override, form: Any, change: bool) -> None:
        """Note what came of it, and who says so."""
        by: Any = request.user
        try:
            review_override(obj, review=form.cleaned_data["review"], by=by, now=timezone.now())
        except ReviewedAlreadyError as error:  # in the moment since the form was looked at
            messages.error(request, str(error))


def _heaviest(reasons: list[dict[str, Any]]) -> str:
    if not reasons:
        return ""
    reason = max(reasons, key=lambda one: abs(one["points"]))
    return f"most of all {reason['rule']} ({signed(reason['points'])} {reason['gap']})"
