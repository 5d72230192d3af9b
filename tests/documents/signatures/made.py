"""An authority, a signer and a letter, made once: they are values."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from functools import cache

from liangze.documents.official import pdf
from liangze.documents.paper import Paper, Paragraph, Rendered, SignatureBox
from liangze.documents.signatures.authority import Issuer, issue, make_authority
from liangze.documents.signatures.keys import new_key
from liangze.documents.signatures.sign import Credential, Statement, sign
from liangze.documents.signatures.verify import Trusted

CHINA = timezone(timedelta(hours=8))
NOW = datetime(2026, 6, 16, 9, 30, tzinfo=CHINA)
DAY = timedelta(days=1)
OURS = "云川市签字根证书"


def authority(name: str = OURS) -> Issuer:
    return _authority(name)


def signer(name: str = "王某", *, of: str = OURS) -> Credential:
    return _signer(name, of)


@cache
def _authority(name: str) -> Issuer:
    return make_authority(name=name, now=NOW)


@cache
def _signer(name: str, of: str) -> Credential:
    key, issuer = new_key(), authority(of)
    certificate = issue(issuer, public_key=key.public_key(), name=name, seat="主要负责人", unit="甲局", now=NOW)
    return Credential(key, certificate, (issuer.certificate,))


@cache
def letter() -> Rendered:
    boxes = (SignatureBox("issuer", "签发人"), SignatureBox("holder", "责任人"))
    return pdf(Paper("党风廉政建设责任书", (Paragraph("认真履行责任，抓好落实。"),), signatures=boxes))


def said(name: str = "王某", role: str = "签发人", opinion: str = "同意", *, at: datetime = NOW, comments: str = "") -> Statement:
    return Statement(name, role, opinion, at, comments, "主要负责人", "甲局")


@cache
def signed_twice() -> bytes:
    """A letter signed by two people."""
    one = sign(letter().content, signer(), said(), field="issuer", box=letter().boxes["issuer"])
    second = said("李某", "责任人", "同意（附意见）", at=NOW + DAY, comments="请按季度报告。")
    return sign(one, signer("李某"), second, field="holder", box=letter().boxes["holder"])


def trusting(*names: str, **more: object) -> Trusted:
    roots = tuple(authority(name).certificate for name in names or (OURS,))
    return Trusted(roots, **more)
