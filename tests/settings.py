"""Settings of the tests: the product's own, with data in a folder that the run throws away."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

if "LIANGZE_VAR" not in os.environ:
    # Workers of one run inherit the folder, and with it the server in it; the first process throws it away.
    os.environ["LIANGZE_VAR"] = tempfile.mkdtemp(prefix="liangze-test-")
    atexit.register(shutil.rmtree, os.environ["LIANGZE_VAR"], ignore_errors=True)
os.environ.setdefault("LIANGZE_SECRET_KEY", "only-for-tests")
# Whatever the hour at which tests run: on a day that they pin it is afternoon, after all that they did on that day "at nine".
os.environ.setdefault("LIANGZE_TIME", "15:00")

from liangze.config.settings import *  # noqa: F403 - settings are read once the folder is named

ATTACHMENTS = Path(os.environ["LIANGZE_VAR"]) / "attachments"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # tests sign in hundreds of times
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
