"""What the signing form of a document sends: templates/signatures/sign.html.

A view of a room passes it on: `letters.actions.sign(letter_id=…, by=request.acting, now=now(), **signing(request))`. When that is
refused, the page is shown again with `refusals` (liangze.web.refusals.each) and `posted` (kept), so that nothing typed is lost but
the passphrase.
"""

from __future__ import annotations

from django.http import HttpRequest

from liangze.trust.endorsements.endorse import COMMENTS_LIMIT


def signing(request: HttpRequest) -> dict[str, str]:
    """shown, opinion, comments, passphrase: arguments of the room's action."""
    return {
        "shown": request.POST.get("shown", "")[:64],
        "opinion": request.POST.get("opinion", "")[:24],
        "comments": request.POST.get("comments", "")[: 2 * COMMENTS_LIMIT].replace("\r\n", "\n"),
        "passphrase": request.POST.get("passphrase", "")[:200],
    }


def kept(request: HttpRequest) -> dict[str, str]:
    """What goes back into the form: all but the passphrase."""
    return {name: value for name, value in signing(request).items() if name in ("opinion", "comments")}
