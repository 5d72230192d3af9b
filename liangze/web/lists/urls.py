"""Addresses of responsibility lists."""

from django.urls import path

from liangze.web.lists import book, copies, coverage, edit, published, version

urlpatterns = [
    path("", book.own, name="lists"),
    path("units/<int:unit_id>/<int:year>/", book.unit_book, name="list-book"),
    path("units/<int:unit_id>/<int:year>/draft", book.draft, name="list-draft"),
    path("units/<int:unit_id>/<int:year>/draft-below", book.draft_below, name="list-draft-below"),
    path("units/<int:unit_id>/<int:year>/export/<str:form>", book.export, name="list-book-export"),
    path("units/<int:unit_id>/<int:year>/coverage/", coverage.unit_coverage, name="list-coverage"),
    path("units/<int:unit_id>/<int:year>/coverage/lists.zip", coverage.level_zip, name="list-level-zip"),
    path("units/<int:unit_id>/<int:year>/copies/", copies.pairs, name="list-copies"),
    path("units/<int:unit_id>/<int:year>/copies/compare", copies.compare, name="list-copies-compare"),
    path("copies/<int:finding_id>/", copies.pair, name="list-copy"),
    path("copies/<int:finding_id>/decide", copies.decide, name="list-copy-decide"),
    path("versions/<int:version_id>/", version.detail, name="list-version"),
    path("versions/<int:version_id>/edit", edit.edit_version, name="list-edit"),
    path("versions/<int:version_id>/offered", edit.offered, name="list-offered"),
    path("versions/<int:version_id>/sign", version.sign_version, name="list-sign"),
    path("versions/<int:version_id>/history", version.versions, name="list-history"),
    path("versions/<int:version_id>/export/<str:form>", version.export, name="list-export"),
    path("versions/<int:version_id>/do/<slug:verb>", version.act, name="list-act"),
    path("publications/<int:publication_id>/withdraw", version.withdraw_publication, name="list-withdraw"),
    path("publications/<int:publication_id>/comments", published.comments, name="list-comments"),
    path("comments/<int:comment_id>/<slug:verb>", published.comment_act, name="list-comment-act"),
    path("published/", published.overview, name="published-lists"),
    path("published/<int:publication_id>/", published.detail, name="published-list"),
]
