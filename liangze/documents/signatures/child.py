"""The process in which a stranger's file is looked at: `python -m liangze.documents.signatures.child`, for bounded.py only.

Reads one line of JSON and the file from its input, writes the verdict as JSON. It bounds itself before it looks at the file.
"""

from __future__ import annotations

import json
import resource
import sys
from datetime import datetime

from liangze.documents.signatures.bounded import MEMORY, SECONDS, TOO_MUCH, trusted_from, written
from liangze.documents.signatures.verdict import Verdict
from liangze.documents.signatures.verify import verify


def main() -> None:
    """Answer one question."""
    told = json.loads(sys.stdin.buffer.readline())
    content = sys.stdin.buffer.read(told["size"])
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    try:
        verdict = verify(content, trusted_from(told), now=datetime.fromisoformat(told["now"]))
    except MemoryError:
        verdict = Verdict(fault=TOO_MUCH)
    sys.stdout.write(written(verdict))


if __name__ == "__main__":
    main()
