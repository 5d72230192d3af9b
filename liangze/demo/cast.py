"""Who acts in the demo, and when."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.utils import timezone

from liangze.demo.place import CITY_CODE
from liangze.organisation.actions.signing import make_own_key
from liangze.organisation.models import Account, GrantRole, Unit
from liangze.organisation.policy import Acting, acting_for
from liangze.trust.endorsements import sheet_of
from liangze.trust.endorsements.keys import Protection
from liangze.trust.models import Custody

PIN = "805217"  # printed for everybody, as the password is
SIGNERS = ("principal", "discipline", "bureau", "member", "secretary")


@dataclass(frozen=True, slots=True)
class Cast:
    """The people of the demo on a day, each looked up once."""

    today: date
    known: dict[str, Acting] = field(default_factory=dict)

    @property
    def city(self) -> Unit:
        """The city in which everything happens."""
        return Unit.objects.get(code=CITY_CODE)

    def who(self, username: str) -> Acting:
        """By the name for signing in."""
        if username not in self.known:
            self.known[username] = acting_for(Account.objects.get(username=username), today=self.today)
        return self.known[username]

    def liaison(self, unit: Unit) -> Acting:
        """Who records for the unit."""
        account = Account.objects.filter(grants__role=GrantRole.LIAISON, grants__unit=unit).order_by("pk")[0]
        return self.who(account.username)

    def units(self, letter: str) -> list[Unit]:
        """The city's departments ("D") or counties ("C")."""
        return list(Unit.objects.filter(parent__code=CITY_CODE, code__regex=f"^{CITY_CODE}{letter}[0-9]+$").order_by("code"))

    def at(self, month: int, day: int, hour: int = 10) -> datetime:
        """That day of this year, or today while it has not come."""
        on = min(date(self.today.year, month, day), self.today)
        return timezone.make_aware(datetime.combine(on, time(hour, 20)))

    def make_keys(self) -> str:
        """A signing key under the printed PIN for everybody who signs in the demo; a sentence."""
        for name in SIGNERS:
            make_own_key(
                protection=Protection(Custody.SERVER, PIN, PIN), by=self.who(name), today=self.today, now=self.at(1, 5, 9)
            )
        return f"为 {len(SIGNERS)} 人制发了签名密钥。"


def signature(record: tuple[str, int], comments: str = "") -> dict[str, str]:
    """What a person types who agrees to the document of the record."""
    sheet = sheet_of(record)
    return {"shown": sheet.digest if sheet else "", "opinion": "agree", "comments": comments, "passphrase": PIN}
