"""The ledger's rows, headings and states as HTML: a row has a dozen cells, and a template takes its time for each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, pgettext

from liangze.core.words import State
from liangze.duties.queries.ledger_rows import Row
from liangze.web.ledger.asked import Heading
from liangze.web.pieces import Query
from liangze.web.templatetags.lz import STATE_ICONS, chip, clause, drawn, state_words


@dataclass(frozen=True, slots=True)
class Words:
    """What all rows share, in the language in force."""

    due: str
    done: str
    entered: str
    proof: str
    none: str
    not_yet: str
    late: str
    record: str
    why: str
    loading: str
    used_twice: str
    waits: str
    returned: str
    asked: str
    colon: str


@lru_cache(maxsize=4)
def words(language: str) -> Words:
    """The words of a language, escaped."""
    return Words(*map(escape, (
        pgettext("ledger", "due"), pgettext("ledger", "done"), pgettext("ledger", "entered"), gettext("Proof"), pgettext("files", "none"),
        pgettext("close-out", "not yet"), gettext("Record late"), gettext("Record"), gettext("Why?"), gettext("Loading…"),
        pgettext("files", "used twice"), gettext("waits for acceptance"), pgettext("ledger", "returned"), gettext("exemption asked for"),
        pgettext("label", ": "),
    )))  # fmt: skip


def rows(found: Sequence[Row], *, first: int, item_url: str, new_url: str) -> SafeString:
    """The rows of a page, the first with the number `first`. new_url: where an act is recorded, or "" where none may be now."""
    language = get_language() or ""
    said = words(language)
    return SafeString("".join([_row(row, first + place, item_url, new_url, said, language) for place, row in enumerate(found)]))


def _row(row: Row, no: int, item_url: str, new_url: str, said: Words, language: str) -> str:
    title, seat, period = escape(row.title), escape(row.seat), escape(row.period)
    opens = f'href="{item_url}{row.id}/" data-fold="why-{row.id}" aria-expanded="false" aria-controls="why-{row.id}"'
    return (
        f'<tr><td class="lz-ledger__no lz-faint lz-num">{no}</td>'
        f'<td class="lz-ledger__title"><a class="lz-ledger__open" {opens}>{title}</a></td>'
        f'<td class="lz-ledger__clause">{clause(row.clause)}</td>'
        f'<td class="lz-ledger__who lz-soft">{seat}<span class="lz-only-phone"> · {period}</span></td>'
        f'<td class="lz-ledger__period lz-soft">{period}</td>'
        f'<td class="lz-ledger__due lz-num" data-label="{said.due}">{row.due}</td>'
        f'<td class="lz-ledger__state">{chip(row.state, False, language)}</td>'
        f"{_done(row, said) if row.is_done else _left(row, new_url, said)}"
        f'<td class="lz-ledger__more"><a class="lz-ledger__toggle" {opens} aria-label="{said.why} {title}">'
        f'{drawn("chevron-down")}</a></td></tr>'
        f'<tr class="lz-ledger__why" id="why-{row.id}" hidden><td colspan="12"><span class="lz-soft">{said.loading}</span></td></tr>\n'
    )


def _done(row: Row, said: Words) -> str:
    late = f'<span class="lz-ledger__flag">{drawn("clock-edit")}{escape(row.late_said)}</span>' if row.late_days else ""
    none = f'<span class="lz-faint"><span class="lz-only-phone">{said.proof}{said.colon}</span>{said.none}</span>'
    files = f"{drawn('paperclip')} {escape(row.files_said)}" if row.files else none
    reused = f'<span class="lz-ledger__flag">{drawn("copy")}{said.used_twice}</span>' if row.reused else ""
    closed = f'<span class="lz-tag lz-tag--good">{drawn("checks")}{escape(row.closed)}</span>' if row.closed else (
        f'<span class="lz-faint">{said.not_yet}</span>'
    )
    return (
        f'<td class="lz-ledger__happened lz-num" data-label="{said.done}">{row.happened}</td>'
        f'<td class="lz-ledger__entered lz-num" data-label="{said.entered}">{row.entered}{late}</td>'
        f'<td class="lz-ledger__proof">{files}{reused}</td><td class="lz-ledger__closed">{closed}</td>'
    )


def _left(row: Row, new_url: str, said: Words) -> str:
    note = said.waits if row.waiting else said.returned if row.returned else said.asked if row.exemption_asked else ""
    parts = " · ".join(filter(None, (escape(row.left), escape(row.done_of), note)))
    do = ""
    if new_url and row.can_record:
        do = f'<a href="{new_url}?obligation={row.id}">{said.late if row.state == State.OVERDUE else said.record}</a>'
    return f'<td class="lz-ledger__left is-{row.state}" colspan="2">{parts}</td><td class="lz-ledger__do" colspan="2">{do}</td>'


def headings(found: Iterable[Heading], query: Query) -> SafeString:
    """The headings that sort."""
    return SafeString("".join([
        f'<th scope="col"{"" if each.order == "none" else f""" aria-sort="{each.order}" """.rstrip()}>'
        f'<a class="lz-grid__by" href="{query.with_(sort=each.sort, page=None)}">{escape(each.name)}</a></th>'
        for each in found
    ]))  # fmt: skip


def states(sums: Mapping[str, int], total: int, chosen: str, query: Query) -> SafeString:
    """All = the sum of the seven states, each a link that leaves only it."""
    names = state_words(get_language() or "")
    current = 'aria-current="true"', 'aria-current="false"'
    parts = [
        f'<a class="lz-sift__item" href="{query.with_(state=None, page=None)}" {current[bool(chosen)]}>'
        f"{escape(gettext('All'))} <b>{total}</b></a>"
    ]
    for place, state in enumerate(State):
        parts.append(
            f'<span class="lz-sift__op" aria-hidden="true">{"＋" if place else "＝"}</span>'
            f'<a class="lz-sift__item is-{state.value}" href="{query.with_(state=state.value, page=None)}" {current[chosen != state]}>'
            f"{drawn(STATE_ICONS[state])}{escape(names[state])} <b>{sums[state.value]}</b></a>"
        )
    return SafeString("".join(parts))
