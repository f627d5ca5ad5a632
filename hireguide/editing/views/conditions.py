"""One line of a condition, drawn anew once its question or its comparison changed. Nothing is stored."""

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hireguide.editing.views.access import VIEW, staff_page
from hireguide.rulebooks.forms import SHAPES, ConditionLine

_NAME = re.compile(r"(when-all|when-any|profile|move)-\d{1,4}")
_NUMBER = re.compile(r"\d{1,3}")


@staff_page(VIEW)
@require_safe
def condition_row(request: HttpRequest) -> HttpResponse:
    """The line named `name` with what stands in it, its choices those of its question."""
    name, shape, number = (request.GET.get(key, "") for key in ("name", "shape", "number"))
    if not _NAME.fullmatch(name) or shape not in SHAPES:
        raise Http404("There is no such line.")
    line = ConditionLine.read(request.GET, name, shape).settled()
    context = {"line": line, "number": number if _NUMBER.fullmatch(number) else ""}
    return render(request, "editing/_condition.html", context)
