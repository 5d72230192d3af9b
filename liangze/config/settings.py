"""Settings. Everything that differs between installations comes from the environment; see docs/operations.md."""

from __future__ import annotations

import json
import os
from pathlib import Path

from liangze.config.database import configured
from liangze.config.environment import flag, secret, words

BASE = Path(__file__).resolve().parent.parent.parent
VAR = Path(os.environ.get("LIANGZE_VAR", BASE / "var")).resolve()

DEBUG = False
SECRET_KEY = secret("LIANGZE_SECRET_KEY", VAR / "secret-key")
# Seals the audit chain; not in the database, so that whoever can write there cannot make seals.
AUDIT_KEY = secret("LIANGZE_AUDIT_KEY", VAR / "audit-key")
# Wraps the private keys of the authority and of signers: a copy of the database alone cannot sign.
SIGNING_KEY = secret("LIANGZE_SIGNING_KEY", VAR / "signing-key")
REVOCATION_ADDRESS = os.environ.get("LIANGZE_REVOCATION_ADDRESS", "").rstrip("/")  # named in certificates, for strangers to ask
SIGNING_PIN = flag("LIANGZE_SIGNING_PIN", True)  # whether signers may choose a PIN, which the server's secret makes up for
ALLOWED_HOSTS = words("LIANGZE_HOSTS", "127.0.0.1,localhost,[::1]")
CSRF_TRUSTED_ORIGINS = words("LIANGZE_ORIGINS", "")
HTTPS = flag("LIANGZE_HTTPS", False)

DATABASES = {"default": configured(VAR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "template_partials",
    "django_htmx",
    "axes",
    "procrastinate.contrib.django",
    "liangze.trust",
    "liangze.organisation",
    "liangze.regulations",
    "liangze.duties",
    "liangze.lists",
    "liangze.breakdown",
    "liangze.letters",
    "liangze.conduct",
    "liangze.problems",
    "liangze.talks",
    "liangze.meetings",
    "liangze.study",
    "liangze.reports",
    "liangze.hearings",
    "liangze.review",
    "liangze.reminders",
    "liangze.statistics",
    "liangze.web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "liangze.web.middleware.ContentSecurityPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "liangze.web.middleware.Language",
    "liangze.web.middleware.Bounded",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "liangze.web.middleware.Readable",
    "liangze.web.middleware.SignedIn",
    "liangze.web.middleware.Refused",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "liangze.config.urls"
WSGI_APPLICATION = "liangze.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "liangze.web.context.shell",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "liangze.web.templatetags.lz"],
        },
    }
]

AUTH_USER_MODEL = "organisation.Account"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "my-work"
LOGOUT_REDIRECT_URL = "sign-in"

# GB/T 22239 level three: lock-out after failures, sessions that end.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]  # both together: nobody locks out a colleague or a whole building
AXES_USERNAME_CALLABLE = "liangze.web.accounts.sign_in.pseudonym"
AXES_CLIENT_IP_CALLABLE = "liangze.web.middleware.address_of"
AXES_DISABLE_ACCESS_LOG = True  # the audit chain is the log
AXES_LOCKOUT_CALLABLE = "liangze.web.accounts.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
SESSION_COOKIE_AGE = 8 * 3600
SESSION_PAUSE = int(os.environ.get("LIANGZE_PAUSE", "60"))  # minutes without a request that end a session
SESSION_SAVE_EVERY_REQUEST = False
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "liangze.web.refusals.csrf_failure"
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if flag("LIANGZE_BEHIND_PROXY", False) else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "liangze_language"
LOCALE_PATHS = [BASE / "locale"]
USE_I18N = True
TIME_ZONE = os.environ.get("LIANGZE_TIME_ZONE", "Asia/Shanghai")
USE_TZ = True

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE / "static"]
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": VAR / "attachments"}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
if flag("LIANGZE_DEVELOPMENT", False):  # style sheets and scripts as they are on disk, without collecting them first
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
ATTACHMENTS = VAR / "attachments"
ATTACHMENT_LIMIT = 20 * 1024 * 1024  # bytes for one file
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
REQUEST_LIMIT = ATTACHMENT_LIMIT + DATA_UPLOAD_MAX_MEMORY_SIZE  # bytes of one request, files and form together

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"  # each room keeps its long work in its drawer jobs

PACKS = BASE / "packs"

# Numbers of talks that differ between rules and years: see liangze.core.talk_rules.
TALK_RULES = json.loads(os.environ.get("LIANGZE_TALK_RULES", "{}"))

# Reminders: where links lead, how mail leaves, and the only origins that a person's webhook may call.
ADDRESS = os.environ.get("LIANGZE_ADDRESS", "").rstrip("/")
WEBHOOKS = words("LIANGZE_WEBHOOKS", "")
MAIL_DOMAINS = words("LIANGZE_MAIL_DOMAINS", "")  # of receivers; none: any
EMAIL_HOST = os.environ.get("LIANGZE_MAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("LIANGZE_MAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("LIANGZE_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("LIANGZE_MAIL_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("LIANGZE_MAIL_SECURITY", "") == "starttls"
EMAIL_USE_SSL = os.environ.get("LIANGZE_MAIL_SECURITY", "") == "tls"
EMAIL_TIMEOUT = 20  # seconds
DEFAULT_FROM_EMAIL = os.environ.get("LIANGZE_MAIL_FROM", "liangze@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("LIANGZE_LOG", "WARNING")},
}
