"""Addresses of signing."""

from django.urls import URLPattern, path

from liangze.web.signatures import keys, manage, own, sheets, verification

urlpatterns: list[URLPattern] = [
    path("", own.own_signature, name="own-signature"),
    path("make/", own.key_make, name="signing-key-make"),
    path("bring/", own.key_bring, name="signing-key-bring"),
    path("passphrase/", own.key_passphrase, name="signing-key-passphrase"),
    path("revoke/", own.key_revoke, name="signing-key-revoke"),
    path("sheets/<int:sheet_id>/document.pdf", sheets.sheet_pdf, name="sheet-pdf"),
    path("sheets/<int:sheet_id>/pages/<int:number>.png", sheets.sheet_page, name="sheet-page"),
    path("verify/", verification.verify_page, name="verify"),
    path("authority/", manage.authority_page, name="authority"),
    path("authority/<int:number>/root.cer", verification.root_certificate, name="authority-root"),
    path("authority/<int:number>/root.pem", verification.root_text, name="authority-root-text"),
    path("authority/<int:number>/revoked.crl", verification.revoked_list, name="authority-revoked"),
    path("keys/", keys.key_list, name="signing-keys"),
    path("keys/<int:key_id>/revoke/", keys.key_end, name="signing-key-end"),
]
