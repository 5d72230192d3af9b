"""What is found about the signatures of a PDF. Words are English msgids with params, as in core.errors."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence: msgid with %(name)s places, and their values."""

    text: str
    params: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.text % self.params if self.params else self.text


@dataclass(frozen=True, slots=True)
class Found:
    """One signature. name, certificate's unit and issuer are vouched for by the issuer; the rest is what the signer says.

    intact   the bytes that it covers are those that were signed, and the signature fits its certificate.
    whole    nothing but further signatures was added to the document after it.
    trusted  its certificate leads to a root that is trusted.
    expired  the certificate was not valid at the moment of signing.
    revoked_at, revoked_reason  when the certificate was revoked, if it was; `revoked` says whether that was before signing.
    late     the moment of signing lies in the future.
    """

    field: str
    name: str
    issuer: str
    serial: str
    fingerprint: str
    until: datetime | None
    at: datetime | None
    role: str
    opinion: str
    comments: str
    seat: str
    unit: str
    intact: bool
    whole: bool
    trusted: bool
    expired: bool
    revoked: bool
    revoked_at: datetime | None
    revoked_reason: str
    late: bool = False

    @property
    def valid(self) -> bool:
        """Whether it holds in every respect."""
        return self.intact and self.whole and self.trusted and not (self.expired or self.revoked or self.late)

    @property
    def words(self) -> Words:
        """What is to be thought of it: the first thing wrong, else that it holds."""
        if not self.intact:
            return Words("The document was changed after it was signed, or the signature is forged.")
        if not self.whole:
            return Words("Something other than signatures was added to the document after this signature.")
        if not self.trusted:
            params = {"issuer": self.issuer}
            return Words("The signature fits the document, but who issued its certificate (%(issuer)s) is not trusted here.", params)
        if self.expired:
            return Words("The certificate was not valid at the moment of signing.")
        if self.revoked:
            return Words("The certificate had been revoked before it was used to sign.")
        if self.late:
            return Words("The moment of signing lies in the future.")
        if self.revoked_at:
            return Words("The signature holds. Its certificate was revoked later; that does not touch what was signed before.")
        return Words("The signature holds.")


@dataclass(frozen=True, slots=True)
class Verdict:
    """All signatures in the order in which they were made. fault  why the file cannot be judged at all; empty when it can."""

    signatures: tuple[Found, ...] = ()
    fault: str = ""

    @property
    def readable(self) -> bool:
        """Whether there was a PDF to judge."""
        return not self.fault

    @property
    def valid(self) -> bool:
        """Whether there is a signature and every one holds."""
        return self.readable and bool(self.signatures) and all(each.valid for each in self.signatures)

    @property
    def words(self) -> Words:
        """The whole in one sentence."""
        if self.fault:
            return Words(self.fault)
        if not self.signatures:
            return Words("The document carries no signature.")
        bad = sum(not each.valid for each in self.signatures)
        if bad:
            return Words("%(bad)s of %(all)s signatures do not hold.", {"bad": bad, "all": len(self.signatures)})
        return Words("All %(all)s signatures hold, and the document is as it was signed.", {"all": len(self.signatures)})
