"""`liangze verify` and `liangze authority …`."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typer

from liangze.cli.framework import start
from liangze.cli.words import translated

authority_app = typer.Typer(no_args_is_help=True)


def verify_command(
    file: Path = typer.Argument(..., help="A signed PDF.", dir_okay=False),
    root: list[Path] = typer.Option([], help="A root certificate to trust (PEM or DER), instead of those of this installation."),
    crl: list[Path] = typer.Option([], help="A revocation list of such a root (DER)."),
) -> None:
    """Verify the signatures of a PDF. Exit status 0: all hold. 1: one does not, or there is none. 2: unreadable."""
    from liangze.documents.signatures.verify import Trusted, verify

    content = _content(file)
    if root:
        from liangze.documents.signatures.certificate import certificates_in

        roots = tuple(each for path in root for each in certificates_in(_content(path)))
        trusted = Trusted(roots, lists=tuple(_content(path) for path in crl))
    else:
        start()
        from liangze.trust.endorsements.verification import trusted as known

        trusted = known()
    verdict = verify(content, trusted, now=datetime.now(UTC))
    for number, each in enumerate(verdict.signatures, 1):
        _show(number, each)
    print(translated(verdict.words.text, verdict.words.params), file=sys.stdout if verdict.readable else sys.stderr)
    if not verdict.valid:
        raise typer.Exit(1 if verdict.readable else 2)


@authority_app.command("show")
def show_command() -> None:
    """The root certificates of this installation: number, name, days, fingerprint."""
    start()
    from django.utils import timezone

    from liangze.trust.endorsements.authority import roots

    found = roots()
    if not found:
        print(translated("There is no root certificate yet: the first signing key makes it."))
    for each in found:
        state = translated("retired") if each.retired_at else translated("in use")
        until = f"{timezone.localtime(each.said.until):%Y-%m-%d}"
        print(each.number, each.said.name, state, f"{timezone.localtime(each.said.since):%Y-%m-%d}—{until}", sep="\t")
        print(f"\tSHA-256 {each.said.fingerprint}")
        print("\t" + translated("%(keys)s keys, %(revoked)s of them revoked", {"keys": each.keys, "revoked": each.revoked}))


@authority_app.command("export")
def export_command(
    folder: Path = typer.Argument(..., help="Where the certificates and revocation lists are written."),
) -> None:
    """Write root certificates (PEM) and their revocation lists (DER) into a folder, for strangers to verify with."""
    start()
    from liangze.documents.signatures.authority import pem
    from liangze.trust.clock import now
    from liangze.trust.endorsements.authority import revocation_list, roots

    folder.mkdir(parents=True, exist_ok=True)
    for each in roots():
        for name, content in (
            (f"root-{each.number}.pem", pem(each.certificate)), (f"revoked-{each.number}.crl", revocation_list(each.number, now=now())),
        ):
            (folder / name).write_bytes(content)
            print(folder / name)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        print(translated("%(file)s cannot be read: %(why)s.", {"file": path, "why": error.strerror}), file=sys.stderr)
        raise typer.Exit(2) from None


def _show(number: int, found: Any) -> None:
    place = " ".join(filter(None, (found.unit, found.seat)))
    at = f"{found.at:%Y-%m-%d %H:%M}" if found.at else "—"
    print(f"{number}. {found.name}", place, found.role, found.opinion, at, sep="  ")
    if found.comments:
        print("   " + found.comments)
    print("   " + translated(found.words.text, found.words.params))
