"""The clients of a workspace: found in a list, added, edited, archived and restored, deleted for ever."""

from collections.abc import Mapping
from contextlib import suppress
from http import HTTPStatus

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hireguide.advising.documents.clients import changed_words, client_lines, differences
from hireguide.advising.forms.clients import ClientFilterForm, ClientForm, client_form
from hireguide.advising.selectors.clients import clients_wanted, latest_of, lost_with
from hireguide.advising.services.clients import delete_client as delete_for_ever
from hireguide.advising.views.access import desk_page, signed_in
from hireguide.advising.views.lists import address_of, list_page
from hireguide.advising.views.said import said, say
from hireguide.web.htmx import render_page
from hireguide.workspaces import services
from hireguide.workspaces.models import Client, Membership
from hireguide.workspaces.selectors import client_for, clients_of, last_change_of, membership_for, tags_of

A_PAGE = 50


@desk_page
@require_safe
def clients(request: HttpRequest, workspace_id: str) -> HttpResponseBase:
    """The clients that the address asks for, and how to ask for others."""
    member = membership_for(signed_in(request), workspace_id)
    today = timezone.localdate()
    form = ClientFilterForm(request.GET, tags=tags_of(member.user, member.workspace))
    wanted = form.wanted()
    found = clients_wanted(member.user, member.workspace, wanted, today=today).prefetch_related("tags")
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": f"Clients of {member.workspace}",
        "membership": member,
        "form": form,
        "wanted": wanted,
        "page": page,
        "lines": client_lines(page.object_list, latest_of(page.object_list), today=today),
        "query": address_of(request),
        "is_first_use": not page.paginator.count
        and not wanted.is_filtered
        and not clients_of(member.user, member.workspace).exists(),
        "said": said(request),
    }
    return list_page(request, "advising/clients.html", context)


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def add_client(request: HttpRequest, workspace_id: str) -> HttpResponseBase:
    """Add a client."""
    member = membership_for(signed_in(request), workspace_id, write=True)
    form = client_form(member.user, member.workspace, request.POST if request.method == "POST" else None)
    if form.is_valid():
        tags, again = form.cleaned_data["tags"], form.cleaned_data["again"]
        details, now = form.details(), timezone.now()
        try:
            made = services.add_client(member.workspace, details, tags=tags, by=member.user, at=now, again=again)
        except services.NameTakenError:  # since the form looked
            form = client_form(member.user, member.workspace, request.POST)
        else:
            return redirect("advising:client", made.public_id)
    return _form_page(request, member, form, "Add a client", reverse("advising:clients", args=[workspace_id]))


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def edit_client(request: HttpRequest, client_id: str) -> HttpResponseBase:
    """Change what is stored of a client; what somebody else changed meanwhile is told before it is written over."""
    client = client_for(signed_in(request), client_id, write=True)
    member = membership_for(signed_in(request), client.workspace_id)
    form = client_form(member.user, client.workspace, request.POST if request.method == "POST" else None, client=client)
    home = reverse("advising:client", args=[client_id])
    if not form.is_valid():
        return _form_page(request, member, form, f"Edit {client}", home, client=client)
    details, tags, read = form.details(), form.cleaned_data["tags"], form.cleaned_data["revision"]
    try:
        who = {"by": member.user, "at": timezone.now(), "again": form.cleaned_data["again"]}
        services.change_client(client, details, tags=tags, revision=read or 0, **who)
    except Client.DoesNotExist:
        raise Http404("This client was deleted meanwhile.") from None
    except services.NameTakenError:  # since the form looked
        form = client_form(member.user, client.workspace, request.POST, client=client)
        return _form_page(request, member, form, f"Edit {client}", home, client=client)
    except services.ClientChangedError as error:
        differing = differences(error.client, details, tags)
        if differing:
            told = {"differences": differing, "changed": changed_words(last_change_of(error.client))}
            # Saved again, it goes over what is stored now.
            again = request.POST.copy()
            again["revision"] = str(error.client.revision)
            form = client_form(member.user, client.workspace, again, client=client)
            return _form_page(request, member, form, f"Edit {client}", home, client=client, conflict=told)
    return redirect(home)


@desk_page
@require_POST
def archive(request: HttpRequest, client_id: str) -> HttpResponseBase:
    """Take a client out of the lists, with a way to undo it."""
    client = client_for(signed_in(request), client_id, write=True)
    services.archive_client(client, by=signed_in(request), at=timezone.now())
    say(request, f"{client} is archived.", undo=reverse("advising:restore", args=[client_id]))
    return redirect("advising:clients", client.workspace_id)


@desk_page
@require_POST
def restore(request: HttpRequest, client_id: str) -> HttpResponseBase:
    """Bring an archived client back."""
    client = client_for(signed_in(request), client_id, write=True)
    services.restore_client(client, by=signed_in(request), at=timezone.now())
    return redirect("advising:client", client_id)


@desk_page
@require_http_methods(["GET", "HEAD", "POST"])
def delete_client(request: HttpRequest, client_id: str) -> HttpResponseBase:
    """Ask first, naming what is lost; then delete for ever."""
    client = client_for(signed_in(request), client_id, write=True)
    member = membership_for(signed_in(request), client.workspace_id)
    if request.method == "POST":
        with suppress(Client.DoesNotExist):  # pressed twice
            delete_for_ever(client, by=member.user, at=timezone.now())
        say(request, f"{client} is deleted for ever.")
        return redirect("advising:clients", client.workspace_id)
    context = {
        "title": f"Delete {client} for ever?",
        "membership": member,
        "client": client,
        "lost": lost_with(client),
    }
    return render_page(request, "advising/delete_client.html", context)


def _form_page(
    request: HttpRequest,
    member: Membership,
    form: ClientForm,
    title: str,
    home: str,
    *,
    client: Client | None = None,
    conflict: Mapping[str, object] | None = None,
) -> HttpResponse:
    """The form of a client, with what stands against what was typed."""
    status = HTTPStatus.OK
    if conflict:
        title, status = f"Error: {title}", HTTPStatus.CONFLICT
    elif form.errors:
        title, status = f"Error: {title}", HTTPStatus.UNPROCESSABLE_ENTITY
    context = {"title": title, "membership": member, "form": form, "home": home, "client": client} | dict(
        conflict or {}
    )
    return render_page(request, "advising/client_form.html", context, status)
