"""The process in which a key file is opened: `python -m liangze.documents.signatures.pkcs12_child`, for pkcs12_bounded.py only.

Reads one line of JSON and the file from its input, writes key and certificates, or the refusal, as JSON. The file itself says how much
has to be computed to open it, so the process bounds itself before it looks.
"""

from __future__ import annotations

import base64
import json
import resource
import sys
from datetime import datetime
from typing import Any

from liangze.core.errors import Refusal
from liangze.documents.signatures.keys import plain
from liangze.documents.signatures.pkcs12 import Brought, read_pkcs12

SECONDS, MEMORY = 10, 512 * 1024 * 1024  # of computing; bytes


def main() -> None:
    """Answer one question."""
    told = json.loads(sys.stdin.buffer.readline())
    content = sys.stdin.buffer.read(told["size"])
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    try:
        answer = _written(read_pkcs12(content, told["password"], now=datetime.fromisoformat(told["now"])))
    except Refusal as refusal:
        answer = {"refused": {"what": refusal.what, "remedy": refusal.remedy, "field": refusal.field}}
    sys.stdout.write(json.dumps(answer))


def _written(brought: Brought) -> dict[str, Any]:
    key, certificate, *chain = (base64.b64encode(each).decode() for each in (plain(brought.key), brought.certificate, *brought.chain))
    return {"key": key, "certificate": certificate, "chain": chain}


if __name__ == "__main__":
    main()
