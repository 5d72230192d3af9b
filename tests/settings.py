"""Settings of the tests: the product's own, with data in a folder that the run throws away."""

import os
import tempfile
from pathlib import Path

# Workers of one run share the server; it lies in a folder that ends with the run. See tests/conftest.py.
os.environ.setdefault("LIANGZE_VAR", tempfile.mkdtemp(prefix="liangze-test-"))
os.environ.setdefault("LIANGZE_SECRET_KEY", "only-for-tests")

from liangze.config.settings import *  # noqa: E402, F403 - settings are read once the folder is named

ATTACHMENTS = Path(os.environ["LIANGZE_VAR"]) / "attachments"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # tests sign in hundreds of times
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
