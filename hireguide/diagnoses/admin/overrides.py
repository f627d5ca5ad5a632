"""Overrides in the admin: read beside what the rules said, and answered once by whoever edits the rules."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.timezone import localtime

from hireguide.diagnoses.admin.override_filters import DecidedFilter, ReasonFilter, WaitingFilter, decided_words
from hireguide.diagnoses.documents.reasons import short_title
from hireguide.diagnoses.models import OverrideTrace
from hireguide.diagnoses.selectors import overrides_with_rules
from hireguide.diagnoses.services import ReviewedAlreadyError, review_override
from hireguide.web.templatetags.screen import signed

GONE = "Its diagnosis has been deleted; the reason went with it."
MARKED = "Its diagnosis has been deleted: it is marked as looked at, and nothing more is noted of it."
SOMEBODY = "somebody who has no account any more"
LONGEST_REVIEW = 2_000
SEE, REVIEW = "diagnoses.view_override", "diagnoses.change_override"
RULES_SIDE = ("diagnosis_link", "rules_title", "what_decided", "own_title")


class ReviewForm(forms.ModelForm):  # type: ignore[type-arg]
    """What came of an override: the only thing that is written here."""

    review = forms.CharField(
        label="What came of it",
        widget=forms.Textarea({"rows": 4, "class": "vLargeTextField"}),
        error_messages={"required": "Say what came of it, in a sentence: a rule changed, or why none was"},
        help_text="A rule that changed, or why none was. Once it is saved, the override no longer waits.",
    )

    def clean_review(self) -> str:
        """What came of it, at a length that somebody reads."""
        review: str = self.cleaned_data["review"]
        if len(review) > LONGEST_REVIEW:
            raise forms.ValidationError(f"Shorten it to {LONGEST_REVIEW:,} characters; it has {len(review):,}")
        return review

    def clean(self) -> dict[str, Any]:
        """Whoever is second is told who was first, beside what they typed."""
        if self.instance.reviewed_on:
            raise forms.ValidationError(str(ReviewedAlreadyError(self.instance)))
        return self.cleaned_data


class MarkForm(ReviewForm):
    """That somebody has looked at an override whose diagnosis is gone: there is nothing left to write of."""

    review = None  # type: ignore[assignment]


@admin.register(OverrideTrace)
class OverrideAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """What people said otherwise than the rules, on the page of a diagnosis; nothing of it is ever changed. Where the
    diagnosis has been deleted, what stays of it stands here all the same."""

    change_form_template = "admin/diagnoses/override_review.html"
    list_display = ("day", "rules_title", "own_title", "what_decided", "short_reason", "reviewed")
    list_display_links = ("day",)
    list_filter = (WaitingFilter, DecidedFilter, ReasonFilter)
    list_per_page = 50
    show_facets = admin.ShowFacets.NEVER
    search_fields = ("override__reason", "override__review")
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[OverrideTrace]:
        """With what was said, by whom, and the rules' reasons, while there is a diagnosis."""
        return overrides_with_rules().select_related("override__by", "override__reviewed_by")

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """All that there is to read, and what came of it."""
        if not obj.said:
            return (*RULES_SIDE, "day", "reviewed")
        by = ("reviewed_by",) if obj.reviewed_on else ()
        return (*RULES_SIDE, "reason", "by", "at", "review", *by, "reviewed")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """All but what came of it."""
        return tuple(name for name in self.get_fields(request, obj) if name != "review")

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """With a place to write in while there is something to write of."""
        return super().get_form(request, obj, change, **kwargs, form=ReviewForm if obj.said else MarkForm)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """They are made on the page of the diagnosis."""
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever may see overrides."""
        return request.user.has_perm(SEE) or request.user.has_perm(REVIEW)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Until somebody has said what came of it; a form that was opened before then is told so."""
        waits = obj is None or obj.reviewed_on is None or request.method == "POST"
        return waits and request.user.has_perm(REVIEW)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """They stay for ever."""
        return False

    @admin.display(description="the rules’ verdict", ordering="rules_verdict")
    def rules_title(self, trace: OverrideTrace) -> str:
        return short_title(trace.rules_verdict)

    @admin.display(description="their verdict", ordering="verdict")
    def own_title(self, trace: OverrideTrace) -> str:
        return short_title(trace.verdict)

    @admin.display(description="what decided", ordering="decided")
    def what_decided(self, trace: OverrideTrace) -> str:
        """The situation or the cell of the grid, and the rule that weighed most."""
        reasons = trace.reasons  # type: ignore[attr-defined]
        return ", ".join(filter(None, (decided_words(trace.decided), _heaviest(reasons or []))))

    @admin.display(description="reason")
    def short_reason(self, trace: OverrideTrace) -> str:
        return Truncator(trace.said.reason).words(20) if trace.said else GONE

    @admin.display(description="looked at", ordering="reviewed_on")
    def reviewed(self, trace: OverrideTrace) -> str:
        return date_format(trace.reviewed_on) if trace.reviewed_on else "Waiting"

    # These are shown while there is a diagnosis, and so an override: `get_fields`.

    def reason(self, trace: OverrideTrace) -> str:
        return trace.override.reason

    def by(self, trace: OverrideTrace) -> str:
        return str(trace.override.by or SOMEBODY)

    def at(self, trace: OverrideTrace) -> str:
        return date_format(localtime(trace.override.at), "DATETIME_FORMAT")

    @admin.display(description="what came of it")
    def review(self, trace: OverrideTrace) -> str:
        return trace.override.review

    def reviewed_by(self, trace: OverrideTrace) -> str:
        return str(trace.override.reviewed_by or SOMEBODY)

    @admin.display(description="diagnosis")
    def diagnosis_link(self, trace: OverrideTrace) -> SafeString:
        """The diagnosis, if there still is one, and the edition that judged, as links."""
        edition = format_html(
            'judged by <a href="{}">edition {}</a>',
            reverse("admin:rulebooks_edition_change", args=[trace.edition_id]),
            trace.edition.number,
        )
        if not trace.said:
            return format_html("{} It was {}.", GONE, edition)
        diagnosis = trace.said.diagnosis
        page = reverse("admin:diagnoses_diagnosis_change", args=[diagnosis.pk])
        return format_html('<a href="{}">Of {}</a>, {}', page, f"{diagnosis.made_at:%-d %B %Y}", edition)

    def save_model(self, request: HttpRequest, obj: OverrideTrace, form: Any, change: bool) -> None:
        """Note what came of it, and who says so."""
        by: Any = request.user
        review = form.cleaned_data.get("review", "")
        try:
            noted = review_override(obj, review=review, by=by, now=timezone.now())
        except ReviewedAlreadyError as error:  # in the moment since the form was looked at
            messages.error(request, str(error))
        else:
            if noted is None:
                messages.info(request, MARKED)


def _heaviest(reasons: list[dict[str, Any]]) -> str:
    if not reasons:
        return ""
    reason = max(reasons, key=lambda one: abs(one["points"]))
    return f"most of all {reason['rule']} ({signed(reason['points'])} {reason['gap']})"
