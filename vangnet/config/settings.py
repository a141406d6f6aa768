"""Settings of one installation, which serves one school board.

Little is a setting: the data folder, the database and the addresses it answers to. What differs per
school (thresholds, categories, calendar) is data.
"""

from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from vangnet.config import environment, sign_in
from vangnet.config.slices import AGREED as AGREED
from vangnet.config.slices import DOSSIER_KINDS as DOSSIER_KINDS
from vangnet.config.slices import DUTIES as DUTIES
from vangnet.config.slices import FACTS as FACTS
from vangnet.config.slices import SLICES
from vangnet.core import first_start
from vangnet.core.access.oidc.providers import for_allauth

PACKAGE = Path(__file__).resolve().parent.parent
DATA = environment.path("VANGNET_DATA", "data")
DEBUG = environment.flag("VANGNET_DEBUG")
DEMO = environment.flag("VANGNET_DEMO")
SECURE = environment.flag("VANGNET_SECURE", default=not (DEBUG or DEMO))

SECRET_KEY = first_start.secret_key(DATA)
INSTALLATION_KEY_FILE = environment.path("VANGNET_KEY_FILE", str(DATA / "keys" / "installation.key"))
ALLOWED_HOSTS = environment.words("VANGNET_HOSTS", "localhost 127.0.0.1 [::1]")
# Where people find Vangnet, for mail that no page asked for: by the first of the names.
ADDRESS = f"{'https' if SECURE else 'http'}://{(ALLOWED_HOSTS or ['localhost'])[0]}"
CSRF_TRUSTED_ORIGINS = environment.words("VANGNET_ORIGINS", "")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "vangnet.config",  # for its commands
    "vangnet.ui",  # before the sign-in library, whose pages it replaces
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_htmx",
    "template_partials",
    "vangnet.core.people",
    "vangnet.core.mail",
    "vangnet.core.access",
    "vangnet.core.keys",
    "vangnet.core.attachments",
    "vangnet.core.dossiers",
    "vangnet.core.obligations",
    "vangnet.core.backups",
    *SLICES,
]

MIDDLEWARE = [
    "vangnet.config.headers.strict_headers",  # outermost: errors and static files carry them too
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "vangnet.ui.language.dutch_first",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "vangnet.core.access.bounds.Bounded",  # before the first that reads a form
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "vangnet.core.access.middleware.attended",
    "django_htmx.middleware.HtmxMiddleware",
    "vangnet.core.access.second_factor.middleware.SecondFactorFirst",
    "vangnet.ui.not_a_page.not_a_page",
    "vangnet.core.dossiers.middleware.ExplainRefusals",
]

ROOT_URLCONF = "vangnet.config.urls"
WSGI_APPLICATION = "vangnet.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "vangnet.desk.navigation.navigation",
            ],
        },
    },
]

SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    # Checkpoints run on their own, under the write lock (docs/decisions/0004-sqlite-in-production.md).
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=0; "
        "PRAGMA recursive_triggers=ON; PRAGMA secure_delete=ON; PRAGMA mmap_size=268435456;"
    ),
}

# A page asks for little: compiling a question, or spreading it over processes, costs more than it takes; on the disks
# of today a row here and there costs little more than the next one; and a plan for nobody in particular fits nobody.
PLANNING = {
    "jit": "off",
    "max_parallel_workers_per_gather": "0",
    "random_page_cost": "1.1",
    "plan_cache_mode": "force_custom_plan",
}
# What is asked over and over is read once a connection, by the server: that halves what a report costs it.
# A database that does not answer is an error within seconds, also when its machine lost power, and not a page that
# never comes.
POSTGRESQL = {
    "options": " ".join(f"-c {name}={value}" for name, value in PLANNING.items()),
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "tcp_user_timeout": 20_000,
    "server_side_binding": True,
    "prepare_threshold": 2,
}


def _database(variable: str, file: Path, beside: str = "") -> dict[str, object]:
    """A database by its URL; SQLite in the data folder when none is given."""
    address = environment.word(variable, "") or beside
    if not address:
        return {"ENGINE": "vangnet.core.sqlite", "NAME": file, "OPTIONS": SQLITE, "CONN_MAX_AGE": None}
    if urlsplit(address).scheme not in {"sqlite", "postgres", "postgresql"}:
        raise ImproperlyConfigured(
            f"{variable} begins with neither postgresql:// nor sqlite://. Without it SQLite is used."
        )
    found = dj_database_url.parse(address, conn_max_age=None, conn_health_checks=True)
    if found["ENGINE"] == "django.db.backends.sqlite3":
        return {**found, "ENGINE": "vangnet.core.sqlite", "OPTIONS": SQLITE}
    return {**found, "OPTIONS": {**POSTGRESQL, **found.get("OPTIONS", {})}}


def _keys_beside(address: str) -> str:
    """Without an address of their own the keys lie in a database next to the main one, named with `_keys`."""
    parts = urlsplit(address)
    return urlunsplit(parts._replace(path=parts.path + "_keys")) if address else ""


DATABASE_URL = environment.word("DATABASE_URL", "")
DATABASES = {
    "default": _database("DATABASE_URL", DATA / "vangnet.sqlite3"),
    "keys": _database("KEYS_DATABASE_URL", DATA / "keys" / "keys.sqlite3", _keys_beside(DATABASE_URL)),
}
DATABASE_ROUTERS = ["vangnet.core.keys.router.KeysApart"]

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "rate_limits",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
SESSION_ENGINE = "vangnet.core.access.sessions"  # which also says how long a session lasts
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

AUTH_USER_MODEL = "access.Account"
AUTHENTICATION_BACKENDS = ["vangnet.core.access.backend.ByAppointment"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
AUTH_PASSWORD_VALIDATORS += [{"NAME": "vangnet.core.access.passwords.OwnWords"}]
AUTH_PASSWORD_VALIDATORS[1]["OPTIONS"] = {"min_length": 12}  # type: ignore[assignment]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_ADAPTER = "vangnet.core.access.adapter.StaffOnly"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
# Passwords and codes have limits of our own (docs/decisions/0014-second-factor.md, 0015-limits-without-lock-out.md).
ACCOUNT_RATE_LIMITS = {"login": "", "reset_password": "20/m/ip,4/h/key"}
PASSWORD_RESET_TIMEOUT = 4 * 60 * 60
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "vangnet.core.access.reset_links.ForAppointed"  # noqa: S105
SIGN_IN_PROVIDERS = sign_in.providers()
SOCIALACCOUNT_PROVIDERS = for_allauth(SIGN_IN_PROVIDERS)
SOCIALACCOUNT_ADAPTER = "vangnet.core.access.oidc.linking.SchoolOnly"
SOCIALACCOUNT_LOGIN_ON_GET = True  # a link: the content security policy sends forms nowhere else

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Europe/Amsterdam"

STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "vangnet.ui.static_files.HashedFiles"},
}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_ALLOW_ALL_ORIGINS = False

# What every answer tells the browser stands in `headers.py`.
SECURE_SSL_REDIRECT = SECURE
SECURE_REDIRECT_EXEMPT = [r"^health/$"]  # asked on this machine, where there is no TLS
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = (
    "Lax"  # a link in a mail must work
)
# With this prefix a browser takes the cookie over TLS from this host alone, for all of it and for no other.
COOKIES_OF = "__Host-" if SECURE else ""
SESSION_COOKIE_NAME = f"{COOKIES_OF}sessionid"
CSRF_COOKIE_NAME = f"{COOKIES_OF}csrftoken"
LANGUAGE_COOKIE_NAME = f"{COOKIES_OF}django_language"
THEME_COOKIE_NAME = f"{COOKIES_OF}vangnet_theme"
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if environment.flag("VANGNET_PROXY") else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if environment.flag("VANGNET_PROXY") else None

# Where the nightly copy goes, elsewhere for the keys, for whom it is sealed, and how many days each is kept.
BACKUP = environment.place("VANGNET_BACKUP")
BACKUP_KEYS = environment.place("VANGNET_BACKUP_KEYS")
BACKUP_RECIPIENT = environment.word("VANGNET_BACKUP_RECIPIENT", "")
BACKUP_DAYS = int(environment.word("VANGNET_BACKUP_DAYS", "365"))
BACKUP_KEYS_DAYS = int(environment.word("VANGNET_BACKUP_KEYS_DAYS", "14"))

# Without a mail server mail waits in the outbox; nothing is lost and nothing is printed.
EMAIL_HOST = environment.word("EMAIL_HOST", "")
EMAIL_PORT = int(environment.word("EMAIL_PORT", "25"))
EMAIL_HOST_USER = environment.word("EMAIL_USER", "")
EMAIL_HOST_PASSWORD = environment.word("EMAIL_PASSWORD", "")
EMAIL_USE_TLS = environment.flag("EMAIL_TLS")
DEFAULT_FROM_EMAIL = environment.word("EMAIL_FROM", "vangnet@localhost")
EMAIL_TIMEOUT = 20

MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
FILE_UPLOAD_TEMP_DIR = first_start.folder(
    DATA / "uploads"
)  # what a server that fell left there is deleted after a day
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
DATA_UPLOAD_MAX_NUMBER_FILES = 1

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"no_contents": {"()": "vangnet.config.logs.WithoutContents"}},
    "formatters": {"json": {"()": "vangnet.config.logs.OneLine"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "filters": ["no_contents"], "formatter": "json"}
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "vangnet.access": {"level": "INFO"},
    },
}
