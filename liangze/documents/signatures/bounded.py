"""Verifying a stranger's file in a process of its own, bounded in time and memory: what it does there reaches nobody else."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from liangze.documents.signatures.authority import Revoked
from liangze.documents.signatures.verdict import Found, Verdict
from liangze.documents.signatures.verify import Trusted

SECONDS, PATIENCE, MEMORY = 10, 25, 1024 * 1024 * 1024  # of computing; until it is given up, on a busy machine; bytes
TOO_MUCH = "The file takes more time or memory to look at than a signed document does."
_MOMENTS = ("until", "at", "revoked_at")


def verify_bounded(content: bytes, trusted: Trusted, *, now: datetime) -> Verdict:
    """As verify.verify; a file that would take too long or too much gets a verdict that says so."""
    question = json.dumps({"now": now.isoformat(), "size": len(content), **_told(trusted)}).encode() + b"\n"
    command = [sys.executable, "-m", "liangze.documents.signatures.child"]
    try:
        answer = subprocess.run(  # noqa: S603 - our own module, no word of a stranger in the command
            command, input=question + content, capture_output=True, timeout=PATIENCE, check=True
        )
        return _read(json.loads(answer.stdout))
    except (subprocess.SubprocessError, ValueError, KeyError, TypeError):
        return Verdict(fault=TOO_MUCH)


def _told(trusted: Trusted) -> dict[str, Any]:
    told: dict[str, Any] = {
        name: [base64.b64encode(each).decode() for each in getattr(trusted, name)] for name in ("roots", "certificates", "lists")
    }
    revoked = {fingerprint: [f"{each.serial:x}", each.at.isoformat(), each.reason] for fingerprint, each in trusted.revoked.items()}
    return told | {"revoked": revoked}


def trusted_from(told: dict[str, Any]) -> Trusted:
    """What `_told` wrote down."""
    roots, certificates, lists = (tuple(map(base64.b64decode, told[name])) for name in ("roots", "certificates", "lists"))
    revoked = {key: Revoked(int(serial, 16), datetime.fromisoformat(at), why) for key, (serial, at, why) in told["revoked"].items()}
    return Trusted(roots, certificates, lists, revoked)


def written(verdict: Verdict) -> str:
    """The verdict as JSON."""
    return json.dumps(asdict(verdict), default=lambda moment: moment.isoformat())


def _read(told: dict[str, Any]) -> Verdict:
    """A verdict out of JSON, each value of the kind that it must be: the process that wrote it had a stranger's file in hand."""
    return Verdict(tuple(_found(each) for each in told["signatures"]), str(told["fault"]))


def _found(told: dict[str, Any]) -> Found:
    kinds = {each.name: each.type for each in fields(Found)}
    values: dict[str, Any] = {}
    for name, value in told.items():
        if name in _MOMENTS:
            values[name] = datetime.fromisoformat(value) if value else None
        else:
            values[name] = bool(value) if kinds[name] == "bool" else str(value)
    return Found(**values)
