"""The history of a row: every version in words, and a way to take an earlier one's values into the form again."""

from typing import Any

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from simple_history.admin import SimpleHistoryAdmin
from simple_history.template_utils import HistoricalRecordContextHelper

from hireguide.rulebooks.forms import facts_of as row_facts
from hireguide.rulebooks.models import Row, RulebookDraft
from hireguide.rulebooks.wording import column_words

_LONGEST = 1000


class WordsOfHistory(HistoricalRecordContextHelper):  # type: ignore[misc]
    """What changed between two versions, in words in place of codes and JSON."""

    def prepare_delta_change_value(self, change: Any, value: Any) -> Any:
        """A column's value in words; an expectation's ends need the question that they answer."""
        return column_words(change.field, value, getattr(self.record, "field", ""))


class InWordsHistory(SimpleHistoryAdmin):  # type: ignore[misc]
    """A history to read: nothing is written from its pages, whatever is posted to them."""

    object_history_template = "admin/rulebooks/row_history.html"
    object_history_form_template = "admin/rulebooks/row_version.html"

    def get_historical_record_context_helper(self, request: HttpRequest, historical_record: Any) -> Any:
        return WordsOfHistory(self.model, historical_record, max_displayed_delta_change_chars=_LONGEST)

    def revert_disabled(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> Any:
        """Every version; on top the draft that they are of, open or past."""
        return super().history_view(request, object_id, {"draft": self._draft_of(object_id), **(extra_context or {})})

    def _draft_of(self, object_id: str) -> RulebookDraft | None:
        """The draft that a row is or was of; of a draft, itself."""
        object_id = _number(object_id)
        drafts = RulebookDraft.objects.select_related("base").defer("body", "base__body")
        if self.model is RulebookDraft:
            return drafts.filter(pk=object_id).first()
        history: Any = self.model.history
        stored = self.model._default_manager.filter(pk=object_id)  # noqa: SLF001
        versions = history.filter(id=object_id)
        return drafts.filter(Q(pk__in=stored.values("draft")) | Q(pk__in=versions.values("draft"))).first()

    def history_form_view(
        self, request: HttpRequest, object_id: str, version_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """One version, in words."""
        history: Any = self.model.history.model
        version = get_object_or_404(history, id=_number(object_id), history_id=_number(version_id))
        if request.method not in ("GET", "HEAD") or not self.has_view_or_change_permission(request):
            raise PermissionDenied
        info = self.opts.app_label, self.opts.model_name
        context = {
            **self.admin_site.each_context(request),
            "title": f"{version.instance}, as it was",
            "opts": self.opts,
            "version": version,
            "draft": self._draft_of(object_id),
            "facts": facts_of(version.instance),
            "history_url": reverse("admin:{}_{}_history".format(*info), args=(object_id,)),
            "again_url": self.again_url(request, version),
            **(extra_context or {}),
        }
        return TemplateResponse(request, self.object_history_form_template, context)

    def again_url(self, request: HttpRequest, version: Any) -> str:
        """The form filled with this version's values; "" where there is nothing to write to."""
        return ""


def _number(text: str) -> str:
    """An id as an address has it; Http404 for what can't be one."""
    if not (text.isascii() and text.isdecimal()):
        raise Http404("There is no such row.")
    return text


def facts_of(row: Any) -> list[tuple[str, str]]:
    """A version's columns in words, each with its label."""
    if isinstance(row, Row):
        return row_facts(row)
    fields = [field for field in row._meta.concrete_fields if not field.primary_key]  # noqa: SLF001
    return [(str(field.verbose_name).capitalize(), _shown(row, field.name)) for field in fields]


def _shown(row: Any, name: str) -> str:
    """A column in words. A version outlives the people that it names."""
    try:
        return str(getattr(row, name) or "nothing")
    except ObjectDoesNotExist:
        return "somebody who has no account any more"
