"""Opening a key file in a process of its own, bounded in time and memory: a file may ask for hours of computing, and takes no more."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from datetime import datetime

from liangze.core.errors import Refusal
from liangze.documents.signatures.keys import unseal_plain
from liangze.documents.signatures.pkcs12 import SIZE_LIMIT, Brought

PATIENCE = 25  # seconds until it is given up, on a busy machine


def read_pkcs12_bounded(content: bytes, password: str, *, now: datetime) -> Brought:
    """As pkcs12.read_pkcs12; a file that would take too long or too much is refused on "file"."""
    content = content[: SIZE_LIMIT + 1]
    question = json.dumps({"password": password, "now": now.isoformat(), "size": len(content)}).encode() + b"\n"
    command = [sys.executable, "-m", "liangze.documents.signatures.pkcs12_child"]
    try:
        answer = subprocess.run(  # noqa: S603 - our own module, no word of a person in the command
            command, input=question + content, capture_output=True, timeout=PATIENCE, check=True
        )
        told = json.loads(answer.stdout)
    except (subprocess.SubprocessError, ValueError):
        raise Refusal(
            "The file takes more time or memory to open than a key file does.", field="file",
            remedy="Ask whoever issued it for a new one, or make a key here.",
        ) from None
    if "refused" in told:
        raise Refusal(told["refused"]["what"], remedy=told["refused"]["remedy"], field=told["refused"]["field"])
    key, certificate, *chain = (base64.b64decode(each) for each in (told["key"], told["certificate"], *told["chain"]))
    return Brought(unseal_plain(key), certificate, tuple(chain))
