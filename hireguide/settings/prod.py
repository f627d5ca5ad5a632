"""Production: HTTPS only, hashed static files, secrets from the environment or a refusal that names what is missing."""

from django.core.exceptions import ImproperlyConfigured

from hireguide.settings.base import *  # noqa: F403
from hireguide.settings.base import DATABASES, SITE_URL, TRUSTED_PROXIES, env


def required(name: str, what: str) -> str:
    """The environment's value of `name`; refuses to start without one."""
    value: str = env.str(name, default="").strip()
    if not value:
        raise ImproperlyConfigured(f"{name} is not set. Production needs it: {what}. See .env.example.")
    return value


SECRET_KEY = required("SECRET_KEY", "a random text of at least 50 characters, kept secret")
ALLOWED_HOSTS = [
    host.strip() for host in required("ALLOWED_HOSTS", "the host names it answers to, with commas").split(",")
]
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
if SITE_URL and not SITE_URL.startswith("https://"):
    raise ImproperlyConfigured(
        f"SITE_URL is {SITE_URL!r}: it must begin with https://, as in https://hireguide.example.com"
    )

if DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    # One pool a process: connections outlive requests, and a burst waits its turn instead of opening more.
    DATABASES["default"].setdefault("OPTIONS", {})["pool"] = {
        "min_size": 1,
        "max_size": env.int("DATABASE_POOL_SIZE", default=8),
    }

STAFF_NEED_SECOND_FACTOR = env.bool("STAFF_NEED_SECOND_FACTOR", default=True)

SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^readyz/?$"]  # /healthz never gets this far
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Without EMAIL_URL mail is only printed: a server without a mail account still starts.
vars().update(env.email_url_config(env.str("EMAIL_URL", default="") or "consolemail://"))
