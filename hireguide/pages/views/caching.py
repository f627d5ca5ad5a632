"""How public pages travel: compressed, kept by the reader's own browser, asked for again each time, and cheaply."""

import hashlib
import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.views.decorators.gzip import gzip_page

# Masked anew on every page, while the secret behind it stays the same.
_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')


def revalidated(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """Give a page an ETag of what it says, and answer 304 to whoever has just that.

    Pages hold the reader's theme and CSRF token, so only the reader's browser may keep one. The tag is weak: two pages
    are the same when nothing differs but the mask over the same token.
    """

    @gzip_page  # safe here: tokens are masked anew on each page, and nothing else on it is secret
    @wraps(view)
    def conditional(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        patch_vary_headers(response, ["Cookie"])
        if response.status_code != 200:
            return response
        patch_cache_control(response, private=True, no_cache=True)
        secret = str(request.META.get("CSRF_COOKIE", ""))
        seen = _TOKEN.sub(b"", response.content) + secret.encode()
        etag = f'W/"{hashlib.sha256(seen).hexdigest()[:32]}"'
        response["ETag"] = etag
        return get_conditional_response(request, etag=etag, response=response) or response

    return conditional
