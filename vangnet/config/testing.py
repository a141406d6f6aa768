"""Settings for the tests: a fast hash, no compressed static files, mail in memory."""

import os
import tempfile

os.environ.setdefault("VANGNET_DATA", tempfile.mkdtemp(prefix="vangnet-tests-"))
os.environ.setdefault("VANGNET_SECURE", "0")

from vangnet.config.settings import *  # noqa: F403
from vangnet.config.settings import DATABASES, STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
WHITENOISE_AUTOREFRESH = True
# Tests read the source language; `test_translations.py` reads the Dutch catalogue.
LOCALE_PATHS = []
# In memory, where this is SQLite; the tests that run at the same time write their own name behind it.
for alias, database in DATABASES.items():
    if database["ENGINE"] == "vangnet.core.sqlite":
        database["TEST"] = {"NAME": f"file:{alias}_in_memory?mode=memory&cache=shared&of="}
