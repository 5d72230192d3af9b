"""doc, wps, rtf and odt: converted by LibreOffice where it is installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

from liangze.reading import errors, limits
from liangze.reading.loaders import docx


def load(source: bytes) -> str:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    kind = "RTF" if source.startswith(b"{\\rtf") else "OpenDocument" if source.startswith(b"PK") else "Word 97 (doc) and WPS"
    if program is None:
        raise errors.office_missing(kind=kind)
    with tempfile.TemporaryDirectory(prefix="liangze-") as folder:
        given = Path(folder, "given.doc")
        given.write_bytes(source)
        # A profile of its own: LibreOffice refuses to start twice in one profile.
        command = [
            program, "--headless", "--norestore", f"-env:UserInstallation={Path(folder, 'profile').as_uri()}",
            "--convert-to", "docx", "--outdir", folder, str(given),
        ]  # fmt: skip
        # The program is a script that starts another: both are ended together when it takes too long.
        run = subprocess.Popen(  # noqa: S603  # the program found on the path; the arguments are ours
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        try:
            run.wait(limits.OFFICE_SECONDS)
        except subprocess.TimeoutExpired as error:
            raise errors.took_too_much(kind=kind) from error
        finally:
            with suppress(ProcessLookupError):
                os.killpg(run.pid, signal.SIGKILL)
            run.wait()
        made = Path(folder, "given.docx")
        if not made.exists():
            raise errors.damaged(kind=kind)
        if made.stat().st_size > limits.FILE_BYTES:
            raise errors.too_large(size=made.stat().st_size, limit=limits.FILE_BYTES)
        return docx.load(made.read_bytes())
