"""Kept diagnoses in the admin, to be read: what was answered and what was said, never whose company it is."""

from typing import Any, cast

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import NoReverseMatch, URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property

from hireguide.diagnoses.documents.answers import NAME, answers
from hireguide.diagnoses.documents.firmness import NAMES as FIRMNESS
from hireguide.diagnoses.documents.reasons import short_title
from hireguide.diagnoses.forms.override import OverrideForm
from hireguide.diagnoses.models import Diagnosis, Override
from hireguide.diagnoses.selectors import kept_diagnoses
from hireguide.diagnoses.services import SameVerdictError, override_diagnosis
from hireguide.rulebooks.models import Edition
from hireguide.rulebooks.selectors import open_draft
from hireguide.rules import GAPS, VERDICTS
from hireguide.web.htmx import render_page
from hireguide.web.read_only import ReadOnlyAdmin

LISTED = 10_000
CHANGE_DRAFT = "rulebooks.change_rulebookdraft"
SAY_OTHERWISE, SEE_OTHERS = "diagnoses.add_override", "diagnoses.view_override"
BASES = {
    "settled": "No open answer could have changed it.",
    "known": "It rested on what was known; the questions still open could have led elsewhere.",
}
ONE_OF_SEVERAL = "What was answered did not decide it: it was one of the verdicts still possible."


class NewestPaginator(Paginator):  # type: ignore[type-arg]
    """Pages of the newest so many: beyond those one filters, and a full table is never counted."""

    @cached_property
    def count(self) -> int:
        """How many are listed, at most LISTED."""
        newest = cast("QuerySet[Diagnosis]", self.object_list[:LISTED])
        return newest.count()


class VerdictFilter(admin.SimpleListFilter):
    """By verdict. The four are known, so no row is read to offer them."""

    title = "verdict"
    parameter_name = "verdict"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(code, short_title(code)) for code in VERDICTS]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Diagnosis]) -> QuerySet[Diagnosis]:
        return queryset.filter(verdict=self.value()) if self.value() else queryset


class EditionFilter(admin.SimpleListFilter):
    """By the edition that judged."""

    title = "edition"
    parameter_name = "edition"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        numbers = Edition.objects.order_by("-number").values_list("number", flat=True)
        return [(str(number), f"Edition {number}") for number in numbers]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Diagnosis]) -> QuerySet[Diagnosis]:
        number = self.value() or ""
        return queryset.filter(edition__number=number) if number.isdecimal() else queryset


@admin.register(Diagnosis)
class DiagnosisAdmin(ReadOnlyAdmin):
    """A list and a page for whoever may look. They are made by the wizard, frozen, and deleted by whoever has the
    address, which is the key and so stands nowhere here."""

    change_form_template = "admin/diagnoses/diagnosis.html"
    list_display = ("made", "verdict_title", "edition_number", "firm")
    list_filter = (VerdictFilter, EditionFilter, "made_at")
    list_per_page = 50
    paginator = NewestPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    ordering = ("-pk",)  # the order in which they were made, by an index
    actions = None
    fields = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Diagnosis]:
        """Those of companies as they are: neither what-ifs nor drafts."""
        kept = kept_diagnoses().select_related("edition").order_by(*self.ordering)
        return kept.only("made_at", "verdict", "result", "edition__number")

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """By what the list offers alone: else names and keys could be guessed letter by letter."""
        return lookup in ("verdict", "edition") or lookup.startswith("made_at__")

    def get_urls(self) -> list[URLPattern]:
        """With the page on which somebody says otherwise than the rules."""
        page = self.admin_site.admin_view(self.override_view)
        return [path("<int:pk>/override/", page, name="diagnoses_diagnosis_override"), *super().get_urls()]

    @admin.display(description="made", ordering="pk")
    def made(self, diagnosis: Diagnosis) -> Any:
        return diagnosis.made_at

    @admin.display(description="verdict")
    def verdict_title(self, diagnosis: Diagnosis) -> str:
        return short_title(diagnosis.verdict)

    @admin.display(description="edition")
    def edition_number(self, diagnosis: Diagnosis) -> int:
        return diagnosis.edition.number

    @admin.display(description="how firm", empty_value="not known")
    def firm(self, diagnosis: Diagnosis) -> str | None:
        return FIRMNESS.get(diagnosis.result.get("firmness", {}).get("label", ""))

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The page of one diagnosis."""
        diagnosis: Diagnosis = kwargs["obj"]
        context |= {"title": short_title(diagnosis.verdict), "subtitle": None, **_page(diagnosis)}
        context["example_url"] = _example_url(request, diagnosis)
        user = request.user
        context["override_form"] = OverrideForm() if user.has_perm(SAY_OTHERWISE) else None
        context["overrides"] = _said_otherwise(diagnosis) if user.has_perm(SEE_OTHERS) else []
        response: HttpResponse = super().render_change_form(request, context, *args, **kwargs)
        return response

    def override_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Keep a verdict of somebody's own beside the rules', or show what is missing of it."""
        if not (request.user.has_perm(SAY_OTHERWISE) and self.has_view_permission(request)):
            raise PermissionDenied
        diagnosis = get_object_or_404(kept_diagnoses(), pk=pk)
        form = OverrideForm(request.POST if request.method == "POST" else None)
        if form.is_valid() and _override(request, diagnosis, form):
            return redirect("admin:diagnoses_diagnosis_change", pk)
        context = {
            **self.admin_site.each_context(request),
            "title": "Error: Say otherwise" if form.is_bound else "Say otherwise",
            "diagnosis": diagnosis,
            "given": short_title(diagnosis.verdict),
            "form": form,
        }
        return render_page(request, "admin/diagnoses/override.html", context, 422 if form.is_bound else 200)


def _override(request: HttpRequest, diagnosis: Diagnosis, form: OverrideForm) -> bool:
    """Whether it was kept; if not, the form says why."""
    by: Any = request.user
    try:
        override_diagnosis(diagnosis, **form.cleaned_data, by=by, now=timezone.now(), as_staff=True)
    except SameVerdictError:
        form.add_error("verdict", f"Select another verdict: “{short_title(diagnosis.verdict)}” is what the rules say")
        return False
    messages.success(request, "What you say stands beside the verdict, and waits for whoever edits the rules.")
    return True


def _said_otherwise(diagnosis: Diagnosis) -> list[tuple[Override, str]]:
    return [(one, short_title(one.verdict)) for one in diagnosis.overrides.select_related("by")]


def _page(diagnosis: Diagnosis) -> dict[str, Any]:
    """What the page shows, without the company's name."""
    result = diagnosis.result
    facts = {name: value for name, value in result["profile"].items() if name != NAME}
    given = answers("", facts, diagnosis.dont_know, None)
    return {
        "diagnosis": diagnosis,
        "answers": given,
        "basis": BASES.get(result["basis"], ONE_OF_SEVERAL),
        "firmness": FIRMNESS.get(result.get("firmness", {}).get("label", ""), "not known"),
        "gaps": [(name, result["gaps"][name]) for name in GAPS],
    }


def _example_url(request: HttpRequest, diagnosis: Diagnosis) -> str:
    """Where it is made into an example: "" for those who may not change the draft, and while none is open."""
    if not request.user.has_perm(CHANGE_DRAFT) or open_draft() is None:
        return ""
    try:
        return reverse("editing:example_from_diagnosis", args=[diagnosis.pk])
    except NoReverseMatch:
        return ""
