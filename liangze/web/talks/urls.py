"""Addresses of talks."""

from django.urls import URLPattern, path

from liangze.web.talks import book, new, proposals, steps, talk

urlpatterns: list[URLPattern] = [
    path("", book.talk_list_page, name="talks"),
    path("export/<str:form>", book.export, name="talks-export"),
    path("owed/", book.owed, name="talks-owed"),
    path("proposals/", proposals.proposals, name="talk-proposals"),
    path("proposals/<int:proposal_id>/", proposals.detail, name="talk-proposal"),
    path("proposals/<int:proposal_id>/confirm", proposals.confirm, name="talk-proposal-confirm"),
    path("proposals/<int:proposal_id>/refuse", proposals.refuse, name="talk-proposal-refuse"),
    path("matters/new/", proposals.matter_new, name="talk-matter-new"),
    path("new/", new.kinds, name="talk-kinds"),
    path("new/<str:kind>/", new.talk_new, name="talk-new"),
    path("new/<str:kind>/preview", new.talk_preview, name="talk-preview"),
    path("<int:talk_id>/", talk.detail, name="talk"),
    path("<int:talk_id>/hold", steps.hold, name="talk-hold"),
    path("<int:talk_id>/decide", talk.decide, name="talk-decide"),
    path("<int:talk_id>/explain", steps.explain_talk, name="talk-explain"),
    path("<int:talk_id>/sign", steps.sign, name="talk-sign"),
    path("<int:talk_id>/reply", talk.reply, name="talk-reply"),
    path("<int:talk_id>/conclude", talk.conclude, name="talk-conclude"),
    path("<int:talk_id>/follow-up", talk.follow, name="talk-follow-up"),
    path("<int:talk_id>/access", talk.access, name="talk-access"),
    path("<int:talk_id>/access/<int:access_id>/end", talk.access_end, name="talk-access-end"),
    path("<int:talk_id>/void", talk.void, name="talk-void"),
    path("<int:talk_id>/files/<int:use_id>", steps.file, name="talk-file"),
    path("<int:talk_id>/export/<str:form>", steps.export, name="talk-export"),
]
