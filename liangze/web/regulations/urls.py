"""Addresses of regulations."""

from django.urls import path

from liangze.web.regulations import adoption, catalogue, document, drafts, rehearsal, version

urlpatterns = [
    path("", catalogue.regulations, name="regulations"),
    path("documents/new", document.upload, name="document-upload"),
    path("documents/<int:document_id>/", document.document, name="document"),
    path("documents/<int:document_id>/adopt", document.adopt, name="document-adopt"),
    path("documents/<int:document_id>/rehearsal", rehearsal.document_rehearsal, name="document-rehearsal"),
    path("documents/<int:document_id>/drafts/new", drafts.add, name="draft-new"),
    path("documents/<int:document_id>/drafts/<int:number>/confirm", drafts.confirm, name="draft-confirm"),
    path("documents/<int:document_id>/drafts/<int:number>/refuse", drafts.refuse, name="draft-refuse"),
    path("documents/<int:document_id>/drafts/<int:number>/reopen", drafts.reopen, name="draft-reopen"),
    path("duties/<int:duty_id>/", version.duty, name="duty"),
    path("clauses/<int:clause_id>", version.clause, name="clause"),
    path("adoptions/<int:adoption_id>/end", adoption.end, name="adoption-end"),
    path("<slug:key>/<int:number>/", version.detail, name="regulation-detail"),
    path("<slug:key>/<int:number>/pack.yaml", version.export, name="regulation-export"),
    path("<slug:key>/<int:number>/diff/<int:other>", version.diff, name="regulation-diff"),
    path("<slug:key>/<int:number>/adopt", adoption.adopt_version, name="regulation-adopt"),
    path("<slug:key>/<int:number>/rehearsal", rehearsal.rehearsal, name="rehearsal"),
]
