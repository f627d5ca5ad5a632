"""The seven proofs of the draft, or of an edition, on one page."""

from time import perf_counter
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from hireguide.editing.documents.check import build_check
from hireguide.editing.selectors.trying import Book, books_at_hand, row_urls
from hireguide.editing.views.access import VIEW, staff_page
from hireguide.rulebooks.models import Edition, RulebookDraft
from hireguide.rulebooks.selectors import get_edition, open_draft, proof_of, rulebook_of
from hireguide.web.htmx import render_page

LONGEST_NUMBER = 9


@staff_page(VIEW)
@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """What is proved of the draft; of the current edition without one, or of the edition that is asked for."""
    draft = open_draft()
    book = _asked(request.GET.get("edition"), draft)
    context: dict[str, Any] = {"title": "Check", "draft": draft, "book": book, "may_try": "edition" not in request.GET}
    if book:
        started = perf_counter()
        proof = proof_of(book.rulebook)
        took = perf_counter() - started
        context |= {"check": build_check(book.rulebook, proof, row_urls(draft if book.is_draft else None))}
        context |= {"title": f"Check of {book.in_sentence}", "took": took, "rulebook": book.rulebook}
    return render_page(request, "editing/check.html", context)


def _asked(number: str | None, draft: RulebookDraft | None) -> Book | None:
    """The rulebook that the address names: raises Http404 where there is no such edition."""
    if number is None:
        return next(reversed(books_at_hand(draft)), None)
    if not number.isdecimal() or len(number) > LONGEST_NUMBER:
        raise Http404("There is no such edition.")
    try:
        edition = get_edition(int(number))
    except Edition.DoesNotExist:
        raise Http404("There is no such edition.") from None
    return Book(f"Edition {edition.number}", rulebook_of(edition))
