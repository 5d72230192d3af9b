"""`liangze audit …`."""

from __future__ import annotations

import typer

from liangze.cli.framework import start
from liangze.cli.words import translated

audit_app = typer.Typer(no_args_is_help=True)


@audit_app.command("verify")
def verify_command(anchor: str = typer.Option("", help="A block noted down earlier, as NUMBER:DIGEST.")) -> None:
    """Recompute the whole chain; exit status 1 and the first place when something was changed, removed or slipped in."""
    start()
    from liangze.trust.queries.verify import verify

    noted = None
    if anchor:
        number, _, digest = anchor.partition(":")
        try:
            noted = (int(number), bytes.fromhex(digest))
        except ValueError:
            raise typer.BadParameter("NUMBER:DIGEST, as `liangze audit anchor` printed it") from None
    verdict = verify(anchor=noted)
    if verdict.fault:
        print(translated(verdict.fault, verdict.params))
        raise typer.Exit(1)
    counts = {"entries": verdict.entries, "blocks": verdict.blocks, "unsealed": verdict.unsealed}
    print(translated("The chain holds: %(entries)s entries in %(blocks)s blocks, %(unsealed)s not yet sealed.", counts))


@audit_app.command("seal")
def seal_command() -> None:
    """Seal what waits. The worker does it every minute."""
    start()
    from liangze.trust.actions import seal

    blocks = seal()
    print(translated("%(blocks)s blocks sealed.", {"blocks": len(blocks)}))


@audit_app.command("anchor")
def anchor_command() -> None:
    """Print the last block as NUMBER:DIGEST, to be kept outside this machine."""
    start()
    from liangze.trust.queries.entries import latest_block

    block = latest_block()
    print(f"{block.number}:{bytes(block.digest).hex()}" if block else translated("Nothing is sealed yet."))
