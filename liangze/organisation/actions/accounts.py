"""Accounts: made, changed, closed, given a password. They give no right by themselves."""

from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from liangze.core.errors import Conflict, NotFound, Refusal, Refusals
from liangze.organisation.models import Account, Person
from liangze.organisation.policy import Acting, Permission, demand
from liangze.organisation.queries.in_reach import is_in_reach
from liangze.trust.actions import append


@transaction.atomic
def open_account(*, username: str, name: str, password: str, person_number: str = "", by: Acting) -> Account:
    """A new account, which must choose its own password at the first sign-in.

    person_number ties it to a person whose seats it then acts for; empty for none.
    Raises Refusals for a taken name, a weak password, an unknown person or one who has an account.
    """
    demand(by, Permission.ACCOUNT_EDIT, None)
    wrong: list[Refusal] = []
    username, name = username.strip(), name.strip()
    if not username or not username.isascii() or " " in username:
        wrong.append(Refusal("A user name has letters and digits, without spaces.", field="username", remedy="For example zhang-office."))
    elif Account.objects.filter(username__iexact=username).exists():
        wrong.append(Refusal("This user name is taken.", field="username", remedy="Choose another one."))
    if not name:
        wrong.append(Refusal("The name is missing.", field="name", remedy="Write the name that others see."))
    person = _person(person_number, wrong)
    account = Account(username=username, name=name, person=person, must_change_password=True, opened_by_id=by.account_id)
    wrong += _weak(password, account)
    if wrong:
        raise Refusals(wrong)
    account.set_password(password)
    account.save()
    after = {"username": username, "name": name, "person": person_number or None}
    append(by=by, action="organisation.account.open", thing=account, after=after)
    return account


@transaction.atomic
def edit_account(*, account: Account, name: str, is_active: bool, reason: str, by: Acting) -> Account:
    """Change the shown name, close or re-open it. A closed account keeps its history and cannot sign in."""
    demand_over(by, account)
    if account.pk == by.account_id and not is_active:
        raise Conflict("You cannot close your own account.", remedy="Ask another security administrator.")
    if not name.strip():
        raise Refusals([Refusal("The name is missing.", field="name", remedy="Write the name that others see.")])
    before = {"name": account.name, "is_active": account.is_active}
    account.name, account.is_active = name.strip(), is_active
    account.save(update_fields=("name", "is_active"))
    after = {"name": account.name, "is_active": is_active}
    append(by=by, action="organisation.account.edit", thing=account, before=before, after=after, reason=reason)
    return account


@transaction.atomic
def set_password(*, account: Account, password: str, by: Acting) -> None:
    """A new password set by the security administrator; the person must change it at the next sign-in.

    Whoever had the old one may have made tokens: they end with it.
    """
    demand_over(by, account)
    if wrong := _weak(password, account):
        raise Refusals(wrong)
    ended = account.tokens.filter(revoked_at=None).update(revoked_at=timezone.now(), revoked_by_id=by.account_id)
    account.set_password(password)
    account.must_change_password = True
    account.save(update_fields=("password", "must_change_password"))
    append(by=by, action="organisation.account.set_password", thing=account, after={"tokens_revoked": ended} if ended else None)


@transaction.atomic
def change_own_password(*, account: Account, old: str, new: str, by: Acting) -> None:
    """The person's own change. Raises Refusals when the old one is wrong or the new one is weak."""
    if not account.check_password(old):
        raise Refusals([Refusal("The present password is not right.", field="old", remedy="Type it again.")])
    if old == new:
        raise Refusals([Refusal("The new password is the old one.", field="password", remedy="Choose another one.")])
    if wrong := _weak(new, account):
        raise Refusals(wrong)
    account.set_password(new)
    account.must_change_password = False
    account.save(update_fields=("password", "must_change_password"))
    append(by=by, action="organisation.account.change_password", thing=account)


def choose_language(*, account: Account, language: str) -> None:
    """The language of the pages for this account; a preference, not an audited write."""
    Account.objects.filter(pk=account.pk).update(language=language)


def demand_over(by: Acting, account: Account) -> None:
    """Raise NotAllowed unless every unit in which the account has rights, now or later, is within the person's reach;
    NotFound for an account that the person does not see at all.

    Whoever sets a password can sign in with it: the administrator of a county must not become the office of the city.
    """
    demand(by, Permission.ACCOUNT_EDIT, None)
    lasting = Q(until__isnull=True) | Q(until__gt=timezone.localdate())
    for grant in account.grants.filter(lasting).select_related("unit"):
        demand(by, Permission.ACCOUNT_EDIT, grant.unit)
    if not is_in_reach(by, Permission.ACCOUNT_EDIT, account):
        raise NotFound("There is no such account, or it is outside your reach.", remedy="Go back to the list of accounts.")


def _person(number: str, wrong: list[Refusal]) -> Person | None:
    if not number.strip():
        return None
    person = Person.objects.select_related("account").filter(number=number.strip()).first()
    if person is None:
        wrong.append(Refusal("There is no person with this number.", field="person_number", remedy="Look the number up under People."))
    elif hasattr(person, "account"):
        wrong.append(Refusal("This person has an account already.", field="person_number", remedy="Use that account."))
    return person


def _weak(password: str, account: Account) -> list[Refusal]:
    try:
        validate_password(password, account)
    except ValidationError:
        what = "The password is too weak."
        remedy = "At least 10 characters, not only digits, not a common word, not the user name."
        return [Refusal(what, field="password", remedy=remedy)]
    return []
