"""What the signing form needs to know beyond its document."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

from liangze.trust.endorsements import Opinion
from liangze.trust.endorsements.mine import OwnKey, keys_of
from liangze.trust.models import Custody, Source
from liangze.web.clock import now
from liangze.web.refusals import Told

register = template.Library()

NAMES: dict[str, Promise] = {
    Opinion.AGREE: pgettext_lazy("opinion", "Agree"),
    Opinion.AGREE_WITH_COMMENTS: pgettext_lazy("opinion", "Agree with comments"),
    Opinion.RETURN: pgettext_lazy("opinion", "Return"),
}
SAYS: dict[str, Promise] = {
    Opinion.AGREE: gettext_lazy("signed as it stands"),
    Opinion.AGREE_WITH_COMMENTS: gettext_lazy("signed, the comments stand beside the signature"),
    Opinion.RETURN: gettext_lazy("not signed; say what must be changed"),
}
WORDS: dict[str, Promise] = {
    Source.OWN: pgettext_lazy("signing key", "made here"),
    Source.BROUGHT: pgettext_lazy("signing key", "brought along"),
    Custody.PASSPHRASE: pgettext_lazy("signing key", "under a passphrase"),
    Custody.SERVER: pgettext_lazy("signing key", "under a PIN and the server's secret"),
    "lost": pgettext_lazy("signing key", "compromised"),
    "forgotten": pgettext_lazy("signing key", "passphrase forgotten"),
    "replaced": pgettext_lazy("signing key", "replaced"),
    "left": pgettext_lazy("signing key", "left the post"),
    "other": pgettext_lazy("signing key", "another reason"),
}

RECORDS: dict[str, Promise] = {
    "lists.version": pgettext_lazy("signed record", "Responsibility list"),
    "letters.letter": pgettext_lazy("signed record", "Responsibility letter"),
    "breakdown.breakdown": pgettext_lazy("signed record", "Breakdown"),
    "review.review": pgettext_lazy("signed record", "Year-end review"),
}
DOCUMENT = pgettext_lazy("signed record", "Document")


@register.simple_tag(takes_context=True)
def own_key(context: template.Context) -> OwnKey | None:
    """{% own_key as key %}: the newest key of the one who is signed in; also puts `opinions` into the context."""
    context["opinions"] = tuple((value.value, NAMES[value], SAYS[value]) for value in Opinion)
    keys = keys_of(context["request"].acting.account_id, now=now())
    return next((each for each in keys if each.usable), keys[0] if keys else None)


@register.filter
def page_numbers(pages: int) -> range:
    """{% for number in sheet.pages|page_numbers %}: 1 to the last."""
    return range(1, pages + 1)


@register.filter
def about(refusals: Iterable[Told] | None, field: str) -> list[Told]:
    """{{ refusals|about:"comments" }}: those of one field."""
    return [each for each in refusals or () if each.field == field]


@register.filter
def opinion_name(value: str) -> str:
    """An opinion in words."""
    return str(NAMES.get(value, value))


@register.filter
def record_name(kind: str) -> str:
    """What kind of record a document is of, in words."""
    return str(RECORDS.get(kind, DOCUMENT))


@register.filter
def key_word(value: str) -> str:
    """Source, custody and reasons of a key in words."""
    return str(WORDS.get(value, value))
