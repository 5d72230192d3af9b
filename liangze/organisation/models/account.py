"""Who can sign in."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from liangze.organisation.models.people import Person


class AccountManager(BaseUserManager["Account"]):
    """Django's hooks for accounts. Accounts are made by actions, which also write the audit entry."""

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> Account:
        account = self.model(username=self.model.normalize_username(username), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """A way to sign in. It gives no right by itself: rights come from grants."""

    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=60)
    person = models.OneToOneField(Person, models.PROTECT, null=True, blank=True, related_name="account")
    language = models.CharField(max_length=10, blank=True)
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=False)
    opened_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")  # decides who sees it before its first grant

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = AccountManager()

    class Meta:
        ordering = ("username",)

    def __str__(self) -> str:
        return self.name
