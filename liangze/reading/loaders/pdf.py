"""PDF with text, parsed in a process of its own that may use only so much time and memory."""

from __future__ import annotations

import json
import subprocess
import sys

from liangze.reading import errors, limits


def load(source: bytes) -> str:
    command = [sys.executable, "-m", "liangze.reading.loaders.pdf_child"]
    try:
        run = subprocess.run(  # noqa: S603  # our own module, run by our own interpreter
            command, input=source, capture_output=True, timeout=limits.CHILD_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise errors.took_too_much(kind="PDF") from error
    try:
        answer = json.loads(run.stdout)
    except ValueError as error:
        raise errors.took_too_much(kind="PDF") from error  # the limits ended it before it could answer
    problem = answer.get("problem")
    if problem == "encrypted":
        raise errors.encrypted(kind="PDF")
    if problem == "pages":
        raise errors.too_many_pages(pages=answer["pages"], limit=limits.PDF_PAGES)
    if problem == "memory":
        raise errors.took_too_much(kind="PDF")
    if problem == "scanned":
        raise errors.scanned()
    if problem:
        raise errors.damaged(kind="PDF")
    return str(answer["text"])
