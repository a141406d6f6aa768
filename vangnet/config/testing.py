"""Settings for the tests: a fast hash, no compressed static files, mail in memory."""

import os
import tempfile

os.environ.setdefault("VANGNET_DATA", tempfile.mkdtemp(prefix="vangnet-tests-"))
os.environ.setdefault("VANGNET_SECURE", "0")

from vangnet.config.settings import *  # noqa: F403
from vangnet.config.settings import FILE_UPLOAD_TEMP_DIR, STORAGES

FILE_UPLOAD_TEMP_DIR.mkdir(exist_ok=True)
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
WHITENOISE_AUTOREFRESH = True
# Tests read the source language; `test_translations.py` reads the Dutch catalogue.
LOCALE_PATHS = []
