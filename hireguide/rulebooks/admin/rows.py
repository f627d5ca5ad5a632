"""What the admin of every kind of row shares: the open draft's rows, judged by the parser, written by the services."""

from http import HTTPStatus
from typing import Any, cast

from django.contrib.admin.exceptions import DisallowedModelAdminToField
from django.contrib.admin.options import TO_FIELD_VAR
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from hireguide.rulebooks.admin.history import InWordsHistory
from hireguide.rulebooks.forms import (
    FORMS,
    STEP,
    Missed,
    RowForm,
    closed_draft,
    conflict_of,
    facts_of,
    late_form,
    read_revision,
    removed_form,
    typed_into,
)
from hireguide.rulebooks.models import Row, RulebookDraft, Source
from hireguide.rulebooks.selectors import cited_by, open_draft
from hireguide.rulebooks.services import ChangedMeanwhileError, DraftIsClosedError, remove_row, store_rows
from hireguide.rules import RulebookError
from hireguide.web.htmx import targets

OVER = "over"  # the button that saves mine over theirs; its value is the revision that was shown


class RowAdmin(InWordsHistory):
    """A kind of row of the open draft. Where no draft is open there is nothing to edit, and the pages say so."""

    actions = None
    list_per_page = 100
    change_list_template = "admin/rulebooks/row_list.html"

    # ---- which rows, and who may do what ------------------------------------------------------------------------

    def draft(self, request: HttpRequest) -> RulebookDraft | None:
        """The open draft, asked for once a request."""
        if not hasattr(request, "open_rulebook_draft"):
            request.open_rulebook_draft = open_draft()  # type: ignore[attr-defined]
        found: RulebookDraft | None = request.open_rulebook_draft  # type: ignore[attr-defined]
        return found

    @property
    def row_form(self) -> type[RowForm]:
        """The form of this kind."""
        return FORMS[self.model]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).filter(draft__state=RulebookDraft.State.OPEN)

    def has_add_permission(self, request: HttpRequest) -> bool:
        allowed = super().has_add_permission(request)
        return allowed and self.row_form.has_key and self.draft(request) is not None

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and self.draft(request) is not None

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = super().has_delete_permission(request, obj)
        return allowed and self.row_form.has_key and self.draft(request) is not None

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        return super().changelist_view(request, {"draft": self.draft(request)} | (extra_context or {}))

    # ---- adding and changing ------------------------------------------------------------------------------------

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        """The form of a row, or of a new one; for those who may only look, its words."""
        row = self.get_object(request, unquote(object_id)) if object_id else None
        if request.method == "POST" and row is None and (answer := self._missed(request, object_id)):
            return answer
        if object_id and row is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        may_write = self.has_change_permission(request, row) if row else self.has_add_permission(request)
        draft = self.draft(request)
        if draft is None or not (may_write or (row and self.has_view_permission(request, row))):
            raise PermissionDenied
        if request.method == "POST":
            if not may_write:
                raise PermissionDenied
            self._refuse_columns(request)
            return self._posted(request, draft, row)
        form = self.row_form(draft, self._filled(request, draft, row))
        return self._page(request, row, form, may_write=may_write)

    def _refuse_columns(self, request: HttpRequest) -> None:
        """Django's own answers can name a row by a column that the post asks for; they leave it to us to look."""
        column = request.POST.get(TO_FIELD_VAR)
        if column and not self.to_field_allowed(request, column):
            raise DisallowedModelAdminToField(f"The field {column} cannot be referenced.")

    def _posted(self, request: HttpRequest, draft: RulebookDraft, row: Row | None) -> HttpResponseBase:
        """Store what was typed, or show it again with what stands against it."""
        form = self.row_form(draft, row, request.POST)
        if STEP in request.POST:
            return self._step(request, Missed(form.unjudged(), row), HTTPStatus.OK)
        conflict = None
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            try:
                return self._store(request, draft, form)
            except ChangedMeanwhileError as error:
                conflict, status = conflict_of(error, form.row), HTTPStatus.CONFLICT
            except RulebookError as error:  # others wrote to the draft since it was read
                form.place(error.faults)
            except DraftIsClosedError as error:
                del request.open_rulebook_draft  # type: ignore[attr-defined]
                return self._late(request, error.draft, row)
        return self._page(request, row, form, missed=Missed(form, row, conflict=conflict), status=status)

    def _missed(self, request: HttpRequest, object_id: str | None) -> HttpResponseBase | None:
        """The page for what was typed into a draft that has closed, or a row that has gone; None for anything else.

        None, too, for whoever may not write whatever is open.
        """
        if object_id is None:
            draft, row = closed_draft(request.POST, self.draft(request)), None
            may_write = super().has_add_permission(request)
        else:
            draft, row = typed_into(self.model, unquote(object_id))
            may_write = super().has_change_permission(request)
        if draft is None or not may_write:
            return None
        if object_id and draft.is_open:
            missed = removed_form(self.row_form, request.POST, draft, unquote(object_id))
            return self._step(request, missed, HTTPStatus.CONFLICT)
        return self._late(request, draft, row)

    def _late(self, request: HttpRequest, closed: RulebookDraft, row: Row | None) -> HttpResponseBase:
        """What was typed into a draft that has closed, in the form of the open one where there is one."""
        may_add = self.has_add_permission(request)
        missed = late_form(self.row_form, request.POST, closed, row, self.draft(request), may_add=may_add)
        return self._step(request, missed, HTTPStatus.CONFLICT)

    def _step(self, request: HttpRequest, missed: Missed, status: int) -> HttpResponseBase:
        """The form with what was typed; where only a group of lines was asked for by htmx, that alone."""
        for group in missed.form.groups:
            if targets(request, group.id):
                context = {"group": group, "form_url": self._form_url(missed.row)}
                return TemplateResponse(request, "editing/_conditions.html", context)
        return self._page(request, missed.row, missed.form, missed=missed, status=status)

    def _store(self, request: HttpRequest, draft: RulebookDraft, form: RowForm) -> HttpResponse:
        added, changed = form.row.pk is None, form.changed
        form.row.revision = read_revision(request.POST.get(OVER, "")) or form.row.revision
        if added or changed:
            store_rows(draft, [form.row], by=_who(request), at=timezone.now())
        if added:
            self.log_addition(request, form.row, [{"added": {}}])
            return cast(HttpResponse, self.response_add(request, form.row))
        self.log_change(request, form.row, [{"changed": {"fields": changed}}] if changed else [])
        return cast(HttpResponse, self.response_change(request, form.row))

    def _filled(self, request: HttpRequest, draft: RulebookDraft, row: Row | None) -> Row | None:
        """The row with the values of the version that `?version=` names, to be looked over and saved."""
        number = read_revision(request.GET.get("version", ""))
        versions: Any = self.model.history.filter(draft_id=draft.pk, history_id=number)
        version = versions.filter(id=row.pk).first() if row else versions.first()
        if version is None:
            return row
        filled = self.model(draft=draft) if row is None else self.model.objects.get(pk=row.pk)
        filled.key = version.key
        return cast(Row, filled.fill(version.instance.item()))

    def again_url(self, request: HttpRequest, version: Any) -> str:
        draft = self.draft(request)
        if draft is None or version.draft_id != draft.pk:
            return ""
        if self.get_queryset(request).filter(pk=version.id).exists():
            address = self._address("change", version.id) if self.has_change_permission(request) else ""
        else:
            address = self._address("add") if self.has_add_permission(request) else ""
        return f"{address}?version={version.history_id}" if address else ""

    def _page(
        self,
        request: HttpRequest,
        row: Row | None,
        form: RowForm,
        *,
        may_write: bool = True,
        missed: Missed | None = None,
        status: int = HTTPStatus.OK,
    ) -> HttpResponseBase:
        """The form's page, `missed` saying what stands against storing what was typed; or the row to read."""
        verb = "Change" if row else "Add"
        bad = status != HTTPStatus.OK
        title = f"{verb if may_write else 'View'} {self.opts.verbose_name}"
        context = self._context(request, title=f"Error: {title}" if bad else title, row=row) | {
            "form": form,
            "form_url": self._form_url(row),
            "add_url": self._address("add") if self.has_add_permission(request) else "",
            "missed": missed,
            "may_write": may_write,
            "facts": [] if may_write or row is None else facts_of(row),
            "preview_url": preview_address(self.model, row) if may_write else "",
            "delete_url": self._address("delete", row.pk) if row and self.has_delete_permission(request, row) else "",
        }
        return TemplateResponse(request, "admin/rulebooks/row_form.html", context, status=status)

    # ---- deleting -----------------------------------------------------------------------------------------------

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> Any:
        """Ask, and remove; a source that is cited stays, and the page says who cites it."""
        row = self.get_object(request, unquote(object_id))
        draft = self.draft(request)
        if row is None or draft is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_delete_permission(request, row):
            raise PermissionDenied
        faults: list[str] = []
        citing = cited_by(draft, row) if isinstance(row, Source) else []
        if request.method == "POST" and not citing:
            read = self.get_object(request, unquote(object_id))
            read.revision = read_revision(request.POST.get("revision", ""))
            try:
                remove_row(draft, read, by=_who(request), at=timezone.now())
            except (ChangedMeanwhileError, DraftIsClosedError, RulebookError) as error:
                faults = [str(error)]
            else:
                self.log_deletions(request, [row])
                return self.response_delete(request, str(row), row.pk)
        context = self._context(request, title=f"Delete {self.opts.verbose_name}", row=row) | {
            "citing": [(one, self._row_address(one)) for one in citing],
            "faults": [{"message": fault} for fault in faults],
            "facts": facts_of(row),
            "back_url": self._address("change", row.pk),
            "preview_url": preview_address(self.model, row),
        }
        status = HTTPStatus.CONFLICT if faults or (citing and request.method == "POST") else HTTPStatus.OK
        return TemplateResponse(request, "admin/rulebooks/row_delete.html", context, status=status)

    # ---- what pages share ---------------------------------------------------------------------------------------

    def _context(self, request: HttpRequest, *, title: str, row: Row | None) -> dict[str, Any]:
        return {
            **self.admin_site.each_context(request),
            "title": title,
            "subtitle": str(row) if row else None,
            "opts": self.opts,
            "draft": self.draft(request),
            "row": row,
            "list_url": self._address("changelist"),
            "history_url": self._address("history", row.pk) if row else "",
        }

    def _address(self, page: str, *args: Any) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}", args=args)

    def _form_url(self, row: Row | None) -> str:
        return self._address("change", row.pk) if row else self._address("add")

    @staticmethod
    def _row_address(row: Row) -> str:
        return reverse(f"admin:rulebooks_{row._meta.model_name}_change", args=(row.pk,))  # noqa: SLF001


def preview_address(model: type[Row], row: Row | None) -> str:
    """Where a form is posted to see what it would do, storing nothing."""
    args = (model.part, row.pk) if row else (model.part,)
    return reverse("editing:preview", args=args)


def _who(request: HttpRequest) -> Any:
    """Who asks; the admin lets nobody in who is not signed in."""
    return request.user
