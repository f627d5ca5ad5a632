"""What machines ask: whether the site is ready to serve, and what a crawler may read. (/healthz is middleware.)"""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hireguide.pages.selectors import readiness

DAY = 24 * 60 * 60
ROBOTS = """\
User-agent: *
Disallow: /wizard/
Disallow: /diagnoses/
Disallow: /advising/
Disallow: /admin/
"""


@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """Whether database, migrations and edition are in order; 503 while one is not."""
    checks = readiness()
    ready = all(check.ok for check in checks)
    body = {"ready": ready, "checks": {check.name: {"ok": check.ok, "detail": check.detail} for check in checks}}
    return JsonResponse(body, status=HTTPStatus.OK if ready else HTTPStatus.SERVICE_UNAVAILABLE)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Public pages may be read; the pages with answers, and the way in for those who run the site, may not."""
    headers = {"Cache-Control": f"public, max-age={DAY}"}
    return HttpResponse(ROBOTS, content_type="text/plain; charset=utf-8", headers=headers)
