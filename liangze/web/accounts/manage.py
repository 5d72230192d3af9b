"""Accounts and grants, for the security administrator."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from liangze.core.errors import Conflict, Refusals
from liangze.organisation.actions.accounts import edit_account, open_account, set_password
from liangze.organisation.actions.grants import end_grant, give_grant
from liangze.organisation.policy import Permission, demand
from liangze.organisation.queries.accounts import account_with_grants, accounts, grant_of
from liangze.organisation.queries.named_units import unit_named
from liangze.organisation.queries.tokens import tokens_of
from liangze.web.accounts.forms import AccountEditForm, AccountForm, EndGrantForm, GrantForm, ResetForm
from liangze.web.clock import now, today
from liangze.web.forms import put_refusals
from liangze.web.paging import shown


@require_safe
def account_list(request: HttpRequest) -> HttpResponse:
    """All accounts, searchable."""
    search = request.GET.get("q", "").strip()
    rows, page = accounts(by=request.acting, today=today(), search=search, page=request.GET.get("page", 1))
    return render(request, "accounts/list.html", {"rows": rows, "page": shown(page), "q": search})


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def account_new(request: HttpRequest) -> HttpResponse:
    """Open an account."""
    demand(request.acting, Permission.ACCOUNT_EDIT, None)
    form = AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            account = open_account(**form.cleaned_data, by=request.acting)
        except Refusals as refusals:
            put_refusals(form, refusals)
        else:
            messages.success(request, _("The account is open. It has no rights until a grant is given."))
            return redirect("account-detail", account_id=account.pk)
    return render(request, "accounts/new.html", {"form": form}, status=422 if request.method == "POST" else 200)


@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def account_detail(request: HttpRequest, account_id: int) -> HttpResponse:
    """One account with its grants; the forms on the page say by `do` which of them was sent."""
    account, grants = account_with_grants(by=request.acting, account_id=account_id)
    done = request.POST.get("do")
    edit = AccountEditForm(request.POST if done == "edit" else None, initial={"name": account.name, "is_active": account.is_active})
    reset = ResetForm(request.POST if done == "reset" else None)
    grant = GrantForm(request.POST if done == "grant" else None, initial={"since": today().isoformat()})
    form = {"edit": edit, "reset": reset, "grant": grant}.get(done or "")
    if form is not None and form.is_valid():
        try:
            _carry_out(request, done or "", account, form)
        except (Refusals, Conflict) as refused:
            put_refusals(form, refused)
        else:
            messages.success(request, _("Saved."))
            return redirect("account-detail", account_id=account_id)
    tokens = tokens_of(account.pk, now=now())
    context = {"account": account, "grants": grants, "tokens": tokens, "edit": edit, "reset": reset, "grant": grant, "today": today()}
    return render(request, "accounts/detail.html", context, status=422 if request.method == "POST" else 200)


def _carry_out(request: HttpRequest, done: str, account: object, form: object) -> None:
    fields = form.cleaned_data
    if done == "edit":
        edit_account(account=account, **fields, by=request.acting)
    elif done == "reset":
        set_password(account=account, **fields, by=request.acting)
    else:
        unit = unit_named(by=request.acting, permission=Permission.GRANT_GIVE, word=fields.pop("unit"), field="unit")
        give_grant(account=account, unit=unit, **fields, by=request.acting)


@require_http_methods(["GET", "POST"])
def grant_end(request: HttpRequest, grant_id: int) -> HttpResponse:
    """End a grant, with the reason."""
    grant = grant_of(by=request.acting, grant_id=grant_id)
    form = EndGrantForm(request.POST or None, initial={"until": today().isoformat()})
    if request.method == "POST" and form.is_valid():
        try:
            end_grant(grant=grant, **form.cleaned_data, by=request.acting)
        except (Refusals, Conflict) as refused:
            put_refusals(form, refused)
        else:
            messages.success(request, _("The grant ends on that day."))
            return redirect("account-detail", account_id=grant.account_id)
    return render(request, "accounts/grant-end.html", {"grant": grant, "form": form}, status=422 if request.method == "POST" else 200)
