"""One's own account: password, language, what one may do."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from liangze.core.errors import Refusals
from liangze.organisation.actions.accounts import change_own_password
from liangze.web.accounts.forms import PasswordForm
from liangze.web.forms import put_refusals
from liangze.web.middleware import always


@require_safe
def own_account(request: HttpRequest) -> HttpResponse:
    """Name, grants and seats of the one who is signed in."""
    return render(request, "accounts/own.html", {"languages": settings.LANGUAGES})


@always
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def own_password(request: HttpRequest) -> HttpResponse:
    """The form to change one's password; the session goes on."""
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            change_own_password(account=request.user, old=form.cleaned_data["old"], new=form.cleaned_data["password"], by=request.acting)
        except Refusals as refusals:
            put_refusals(form, refusals)
        else:
            update_session_auth_hash(request, request.user)
            messages.success(request, _("The password is changed."))
            return redirect(settings.LOGIN_REDIRECT_URL)
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/password.html", {"form": form}, status=status)
