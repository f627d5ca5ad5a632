"""Whether an answer leads whoever is not signed in to signing in: by itself, or after words about what they sent."""

from django.urls import reverse


def leads_to_signing_in(response):
    target = getattr(response, "url", "")
    if target.startswith((reverse("account_login"), reverse("admin:login"))):
        return True
    return response.status_code == 403 and b"Your session is over" in response.content
