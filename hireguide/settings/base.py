"""What every environment shares. Each value that may differ between machines is read from the environment."""

from pathlib import Path
from typing import Any

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).resolve().parents[2]
VAR = ROOT / "var"
PORT_SERVED = VAR / "port"  # where `make run` notes the port that it serves on

env = environ.Env()

DEBUG = False
ALLOWED_HOSTS: list[str] = []

INSTALLED_APPS = [
    "allauth",  # before accounts, whose admin takes the place of theirs
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "hireguide.accounts.apps.AccountsConfig",
    "hireguide.profiles.apps.ProfilesConfig",
    "hireguide.rulebooks.apps.RulebooksConfig",
    "hireguide.workspaces.apps.WorkspacesConfig",
    "hireguide.diagnoses.apps.DiagnosesConfig",
    "hireguide.wizard.apps.WizardConfig",
    "hireguide.editing.apps.EditingConfig",
    "hireguide.advising.apps.AdvisingConfig",
    "hireguide.pages.apps.PagesConfig",
    "hireguide.web.apps.WebConfig",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",  # development serves static files as production does
    "django.contrib.staticfiles",
    "django.forms",
    "crispy_forms",
    "csp",
    "django_htmx",
    "template_partials.apps.SimpleAppConfig",
    "simple_history",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "hireguide.web.middleware.HealthMiddleware",  # first: answers before the host check and the SSL redirect
    "django.middleware.security.SecurityMiddleware",
    "hireguide.web.middleware.PrivatePageMiddleware",  # before CSRF: its refusals are marked too
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "hireguide.web.middleware.NulMiddleware",  # before whatever reads a cookie
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django_htmx.middleware.HtmxMiddleware",  # before CSRF: the failure view asks whether htmx is calling
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "hireguide.workspaces.middleware.WallMiddleware",  # knows who it is, and stands around every view
    "django.contrib.messages.middleware.MessageMiddleware",
    "hireguide.accounts.middleware.SignInMiddleware",  # knows who it is, and stands around every page of theirs
    "hireguide.advising.middleware.SessionOverMiddleware",  # inside it: what was typed is shown before it is led away
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "hireguide.web.middleware.RefusedMethodMiddleware",  # last: its page says who is signed in, as every page does
]

ROOT_URLCONF = "hireguide.urls"
WSGI_APPLICATION = "hireguide.wsgi.application"
CSRF_FAILURE_VIEW = "hireguide.wizard.views.csrf_failure"

# The loaders are named one by one because the partials' loader wraps the cached one.
_loaders = ["django.template.loaders.filesystem.Loader", "django.template.loaders.app_directories.Loader"]
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "loaders": [("template_partials.loader.Loader", [("django.template.loaders.cached.Loader", _loaders)])],
        },
    },
]
FORM_RENDERER = "hireguide.web.forms.Renderer"
CRISPY_TEMPLATE_PACK = "forms"
CRISPY_ALLOWED_TEMPLATE_PACKS = ("forms",)


def database(url: str) -> dict[str, Any]:
    """The database that `url` names, with the options that suit its kind."""
    config: dict[str, Any] = dict(env.db_url_config(url))
    if config["ENGINE"] == "django.db.backends.sqlite3":
        # Writers queue (IMMEDIATE, timeout in seconds) rather than fail half-way; readers never wait (WAL).
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        }
    elif config["ENGINE"] == "django.db.backends.postgresql":
        config["CONN_HEALTH_CHECKS"] = True
        if role := env.str("DATABASE_ROLE", default=""):
            config.setdefault("OPTIONS", {})["assume_role"] = role
    else:
        raise ImproperlyConfigured(
            f"DATABASE_URL: {config['ENGINE']!r} is not supported. Use sqlite:///path or postgres://user@host/name."
        )
    return config


DATABASES = {"default": database(env.str("DATABASE_URL", default="") or f"sqlite:///{VAR / 'hireguide.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    VAR.mkdir(exist_ok=True)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "hireguide.accounts.forms.validators.NotLikeTheAddress"},
    {"NAME": "hireguide.accounts.forms.validators.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "hireguide.accounts.forms.validators.NotCommon"},
]

AUTHENTICATION_BACKENDS = ["hireguide.accounts.adapters.OwnersBackend"]
LOGIN_URL = "account_login"
# Until the browser closes, a day at most: longer than anybody works at one go.
SESSION_COOKIE_AGE = 24 * 60 * 60
# What was just done waits in the session to be said, not in a cookie of its own.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
ACCOUNT_SESSION_REMEMBER = False

# People are known by their address and nothing else. Whoever signs up shows that it is theirs by a code sent there;
# for an account that an administrator makes, the administrator vouches.
SIGN_UP_OPEN = env.bool("SIGN_UP_OPEN", default=True)
ACCOUNT_ADAPTER = "hireguide.accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True  # in the browser that asked: what was to be kept is kept there
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
# Longer than a code holds, which is fifteen minutes: else the moments in between would tell who has an account.
ACCOUNT_LOGIN_TIMEOUT = 20 * 60
# Whoever asks for a new password waits for one mail, be there an account or not: how long it takes tells nothing.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Hireguide: "
# By address of the network ("ip") and by the e-mail address that was typed ("key"): nobody is flooded with our mails.
ACCOUNT_RATE_LIMITS = {
    "login_failed": "20/5m/ip,5/5m/key",
    "signup": "20/m/ip,60/h/ip",
    "confirm_email": "1/10s/key,5/h/key,10/d/key",
    "reset_password": "20/m/ip,60/h/ip,5/h/key,10/d/key",
}
ACCOUNT_FORMS = {
    "login": "hireguide.accounts.forms.sign_in.SignInForm",
    "reauthenticate": "hireguide.accounts.forms.sign_in.ConfirmPasswordForm",
    "change_password": "hireguide.accounts.forms.sign_in.ChangePasswordForm",
    "reset_password": "hireguide.accounts.forms.sign_in.ForgottenPasswordForm",
    "reset_password_from_key": "hireguide.accounts.forms.sign_in.NewPasswordForm",
    "signup": "hireguide.accounts.forms.sign_up.SignUpForm",
    "confirm_email_verification_code": "hireguide.accounts.forms.sign_up.AddressCodeForm",
}
MFA_ADAPTER = "hireguide.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Hireguide"
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute off
MFA_FORMS = {
    "authenticate": "hireguide.accounts.forms.second_factor.CodeForm",
    "reauthenticate": "hireguide.accounts.forms.second_factor.ConfirmCodeForm",
    "activate_totp": "hireguide.accounts.forms.second_factor.AppForm",
    "add_webauthn": "hireguide.accounts.forms.second_factor.PasskeyForm",
}

# Wrong tries are counted here: in the database, because every process must see the same count.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache_entries"}}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_I18N = True
FORMAT_MODULE_PATH = "hireguide.web.formats"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(VAR / "static")))
STATICFILES_DIRS = [ROOT / "static"]

# Nothing may run or load but our own files: no inline script, no inline style, no other origin, no frame.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True

# How many proxies of ours stand in front: only then is X-Forwarded-For believed, and only that far back.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)

# Long work is queued in the database: `manage.py db_worker` does it.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
# A replay judges so many diagnoses at a time, and is anybody's once its worker has been silent for so many seconds.
REPLAY_STEP = env.int("REPLAY_STEP", default=500)
REPLAY_LEASE_SECONDS = env.int("REPLAY_LEASE_SECONDS", default=30)

# Whether a rulebook is published only once somebody who did not write it has approved it.
PUBLISHING_NEEDS_APPROVAL = env.bool("PUBLISHING_NEEDS_APPROVAL", default=False)
# Whether whoever may change anything in the admin opens it only with a second factor (on in production).
STAFF_NEED_SECOND_FACTOR = env.bool("STAFF_NEED_SECOND_FACTOR", default=False)

DRAFT_DAYS = 30
NEW_DRAFTS_PER_HOUR = env.int("NEW_DRAFTS_PER_HOUR", default=20)
DEMO_ACCOUNTS = False

DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Hireguide <hireguide@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_TIMEOUT = 20  # seconds; nobody waits for a mail server for ever
# Where the site is to be found, for the links in mails that no visit causes: "https://hireguide.example.com". Without
# it no such mail is sent.
SITE_URL = env.str("SITE_URL", default="").rstrip("/")

# To standard error, and no more than it takes to see that something broke: answers and addresses of drafts stay out.
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"no_public_ids": {"()": "hireguide.web.logs.NoPublicIds"}},
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["no_public_ids"]},
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "django.request": {"level": "ERROR"},  # a page not found is no news
        "django.security.DisallowedHost": {"level": "CRITICAL"},  # nor is a scanner that guesses host names
        "hireguide": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
    },
}
