"""Addresses of accounts."""

from django.urls import path

from liangze.web.accounts import manage, own, sign_in

urlpatterns = [
    path("sign-in/", sign_in.sign_in, name="sign-in"),
    path("sign-out/", sign_in.sign_out, name="sign-out"),
    path("me/", own.own_account, name="own-account"),
    path("me/password/", own.own_password, name="own-password"),
    path("me/tokens/", own.token_new, name="token-new"),
    path("tokens/<int:token_id>/revoke/", own.token_revoke, name="token-revoke"),
    path("", manage.account_list, name="accounts"),
    path("new/", manage.account_new, name="account-new"),
    path("<int:account_id>/", manage.account_detail, name="account-detail"),
    path("grants/<int:grant_id>/end/", manage.grant_end, name="grant-end"),
]
