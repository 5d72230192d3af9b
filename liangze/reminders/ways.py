"""Ways out of the application: mail, and webhooks that point only where the installation's settings allow.

A person can never make the server call any other address: scheme, host and port of a webhook must be one of the origins in
LIANGZE_WEBHOOKS, redirects are not followed, and the answer of the other side is shown to nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, parse_qsl, urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from liangze.core.errors import Refusal
from liangze.reminders.models import Channel, Preference

PORTS = {"http": 80, "https": 443}
TIMEOUT = 10  # seconds to connect, and again to answer
#: Robots of a service: where they live, and the place in the address that names the robot.
ROBOTS = {
    Channel.DINGTALK.value: ("https://oapi.dingtalk.com", "/robot/send", "access_token"),
    Channel.WECOM.value: ("https://qyapi.weixin.qq.com", "/cgi-bin/webhook/send", "key"),
}


class NotTaken(Exception):
    """The other side did not take the message. The text is short and names no secret."""


@dataclass(frozen=True, slots=True)
class Message:
    """Plain text. `title` one line."""

    title: str
    body: str


def mail_is_set() -> bool:
    """Whether the installation can send mail."""
    return bool(settings.EMAIL_HOST)


def mail_refusal(address: str) -> Refusal | None:
    """Why mail may not go there, or None."""
    if not mail_is_set():
        return Refusal("This installation sends no mail.", field="mail", remedy="Leave the field empty, or ask the system administrator.")
    domain = address.rpartition("@")[2].lower()
    if settings.MAIL_DOMAINS and domain not in {each.lower() for each in settings.MAIL_DOMAINS}:
        return Refusal(
            "Mail may not go to “%(domain)s”.", field="mail", params={"domain": domain}, remedy="Use your address at work."
        )
    return None


def webhook_refusal(kind: str, address: str) -> Refusal | None:
    """Why a webhook may not point there, or None."""
    parts = _parts(address)
    if parts is None or _origin(parts) not in {_origin(each) for each in map(_parts, settings.WEBHOOKS) if each}:
        return Refusal(
            "The server may not call this address.", field="webhook",
            remedy="Use an address at a host that the settings of the installation allow, or ask the system administrator.",
        )
    if kind in ROBOTS:
        origin, path, name = ROBOTS[kind]
        found = dict(parse_qsl(parts.query)).get(name, "")
        if _origin(parts) != _origin(urlsplit(origin)) or parts.path != path or not found.replace("-", "").isalnum():
            return Refusal(
                "This is not the address of such a robot.", field="webhook",
                remedy="Copy the whole address that the service shows for the robot.",
            )
    return None


def send(channel: str, preference: Preference, message: Message) -> None:
    """One attempt. Raises NotTaken; what may not be called any more is not called."""
    if channel == Channel.MAIL:
        _mail(preference.mail, message)
    else:
        _webhook(channel, preference.webhook, message)


def _mail(address: str, message: Message) -> None:
    if refusal := mail_refusal(address):
        raise NotTaken(refusal.fill(refusal.what))
    try:
        EmailMessage(message.title, message.body, settings.DEFAULT_FROM_EMAIL, [address], connection=get_connection()).send()
    except OSError as error:  # what smtplib raises is one, as are broken connections and names that nobody knows
        raise NotTaken(f"{type(error).__name__} {getattr(error, 'smtp_code', '')}".strip()) from error


def _webhook(kind: str, address: str, message: Message) -> None:
    if refusal := webhook_refusal(kind, address):
        raise NotTaken(refusal.fill(refusal.what))
    from apprise import Apprise  # half a second to import: only where something is sent

    parts = urlsplit(address)
    fixed: dict[str, Any] = {"redirect": "no", "cto": TIMEOUT, "rto": TIMEOUT}
    if kind in ROBOTS:
        token = dict(parse_qsl(parts.query))[ROBOTS[kind][2]]
        way = {"schema": "dingtalk", "token": token} if kind == Channel.DINGTALK else {"schema": "wecombot", "key": token}
    else:
        way = {
            "schema": "jsons" if parts.scheme == "https" else "json", "secure": parts.scheme == "https", "host": parts.hostname,
            "port": parts.port, "fullpath": parts.path,
            "params": dict(parse_qsl(parts.query)), "method": "POST", "verify": "yes",
        }
    called = Apprise.instantiate(way | fixed, suppress_exceptions=True)
    if not called or not called.notify(body=message.body, title=message.title):
        raise NotTaken("The other side did not take it.")


def _parts(address: str) -> SplitResult | None:
    """The address in parts, or None for what is no plain http address: no names and passwords, no odd characters."""
    if not address.isascii() or any(character.isspace() or character == "\\" for character in address):
        return None
    try:
        parts = urlsplit(address)
        known = parts.scheme in PORTS and parts.hostname and "@" not in parts.netloc and (parts.port or 1) > 0
    except ValueError:
        return None
    return parts if known else None


def _origin(parts: SplitResult) -> tuple[str, str, int]:
    return parts.scheme, (parts.hostname or "").lower(), parts.port or PORTS[parts.scheme]
