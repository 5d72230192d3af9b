"""From a draft to a signed, published list, and to the next version."""

from __future__ import annotations

import pytest

from liangze.core.errors import Conflict, NotAllowed, NotFound, Refusal, Refusals
from liangze.core.words import Role
from liangze.lists.actions import (
    ChangedMeanwhile,
    ItemEdit,
    OwnItem,
    comment,
    draft_book,
    draft_one,
    edit,
    moderate,
    order_drafting,
    publish,
    reply,
    review,
    revise,
    sign,
    submit,
    take_back,
    withdraw,
)
from liangze.lists.actions.level import GIVEN_UP
from liangze.lists.models import Comment, Drafting, ListItem, ListVersion, Publication, Stage
from liangze.lists.queries import items_in_force
from liangze.lists.queries.editing import changes_since, offer_page
from liangze.lists.queries.history import history
from liangze.lists.queries.reach import stage_of
from liangze.lists.queries.version import version_page
from liangze.organisation.models import GrantRole
from liangze.organisation.policy import acting_for
from liangze.trust.endorsements import sheet_of
from liangze.trust.models import AuditEntry
from tests.rooms import factory as f
from tests.rooms.lists.conftest import NOW, PASSPHRASE, TODAY, key_for

pytestmark = pytest.mark.django_db


def drafted(place, role="leadership") -> ListVersion:
    made = draft_book(unit_id=place.town.bureau.pk, year=2026, by=place.liaison, now=NOW)
    return next(version for version in made if version.list.role == role)


def as_it_is(version, **changes) -> list[ItemEdit]:
    """The form as it comes back unchanged; `changes` by key: fields that were typed."""
    return [
        ItemEdit(
            **({name: getattr(row, name) for name in ("id", "position", "measures", "proof", "title", "basis")}
               | changes.get(row.key.split("/")[1], {}))
        )
        for row in version.items.all()
    ]


def reviewed(place) -> ListVersion:
    version = drafted(place)
    submit(version_id=version.pk, by=place.liaison, now=NOW)
    review(version_id=version.pk, opinion="agree", comments="", by=place.office, now=NOW)
    return version


def signed(place) -> ListVersion:
    version = reviewed(place)
    key_for(place.principal)
    put_name_to(version, place)
    return version


def put_name_to(version, place, **changes):
    asked = {"opinion": "agree", "comments": "", "passphrase": PASSPHRASE, "shown": sheet_of(("lists.version", version.pk)).digest}
    return sign(version_id=version.pk, by=place.principal, now=NOW, **(asked | changes))


def test_a_unit_s_lists_are_drafted_from_what_applies_to_its_seats(place):
    version = drafted(place)
    assert [item.title for item in version.items.all()] == ["每季度召开专题会议", "制定责任清单", "support"]
    of_principal = ListItem.objects.filter(version__list__role="principal", version__list__unit=place.town.bureau)
    assert [item.title for item in of_principal] == ["每年讲一次廉政党课"], "talks are asked of the county alone"
    assert of_principal.get().proof
    with pytest.raises(Conflict, match="nothing to draft"):
        drafted(place)
    empty = draft_one(unit_id=place.town.bureau.pk, role="member", year=2026, by=place.liaison, now=NOW)
    assert not empty.items.exists()
    with pytest.raises(Refusal, match="no item"):
        submit(version_id=empty.pk, by=place.liaison, now=NOW)


def test_who_may_not_edit_lists_of_the_unit_drafts_none(place):
    stranger = f.acting("stranger", today=TODAY)
    with pytest.raises(NotFound):
        draft_book(unit_id=place.town.bureau.pk, year=2026, by=stranger, now=NOW)
    with pytest.raises(NotAllowed):
        draft_book(unit_id=place.town.bureau.pk, year=2026, by=place.principal, now=NOW)


def test_an_item_left_out_needs_its_reason_and_an_own_item_its_basis(place):
    version = drafted(place)
    typed = as_it_is(version, **{"yearly-list": {"leave": True}})
    with pytest.raises(Refusals) as caught:
        edit(version_id=version.pk, revision=1, items=typed, added=[OwnItem("Own item", " ")], by=place.liaison, now=NOW)
    left = version.items.get(key="county-rules/yearly-list")
    assert {refusal.field for refusal in caught.value.refusals} == {f"left_out-{left.pk}", "new-basis"}
    assert not ListItem.objects.filter(title="Own item").exists()
    typed = as_it_is(version, **{"yearly-list": {"leave": True, "left_out": "Done by the county."}})
    edit(version_id=version.pk, revision=1, items=typed, added=[OwnItem("Own item", "党组会议纪要")], by=place.liaison, now=NOW)
    assert [item.title for item in items_in_force(place.town.bureau.pk, 2026) if item.role == "leadership"] == [
        "每季度召开专题会议", "support", "Own item"
    ]
    assert [item.title for item in version_page(version_id=version.pk, by=place.liaison, today=TODAY).left_out] == ["制定责任清单"]


def test_an_item_of_a_regulation_keeps_its_words_and_items_move(place):
    version = drafted(place)
    typed = as_it_is(version, support={"position": 1, "title": "Something milder"})
    edit(version_id=version.pk, revision=1, items=typed, by=place.liaison, now=NOW)
    assert [item.title for item in version.items.all()] == ["support", "每季度召开专题会议", "制定责任清单"]


def test_of_two_who_edit_at_once_the_second_is_told_what_the_first_changed(place):
    version = drafted(place)
    mine, theirs = as_it_is(version, support={"measures": "Mine"}), as_it_is(version, lecture={}, support={"measures": "Theirs"})
    edit(version_id=version.pk, revision=1, items=theirs, by=place.office, now=NOW)
    with pytest.raises(ChangedMeanwhile) as caught:
        edit(version_id=version.pk, revision=1, items=mine, by=place.liaison, now=NOW)
    (change,) = changes_since(version.pk, caught.value.since)
    assert change.who == "office"
    assert [said.endswith("support") for said in change.what] == [True]
    assert version.items.get(title="support").measures == "Theirs"
    edit(version_id=version.pk, revision=2, items=mine, by=place.liaison, now=NOW)
    assert version.items.get(title="support").measures == "Mine"


def test_what_applies_later_is_offered_and_taken_in_with_its_clause(place):
    version = drafted(place)
    f.duty(place.version, "study", topics=("study",), title="每季度学习")
    (offered,) = offer_page(version_id=version.pk, by=place.liaison).offered
    edit(version_id=version.pk, revision=1, items=[], taken=[offered.key], by=place.liaison, now=NOW)
    item = items_in_force(place.town.bureau.pk, 2026)[3]
    assert (item.title, item.sources[0].clause.cited) == ("每季度学习", "甲委发〔2026〕1号")
    assert offer_page(version_id=version.pk, by=place.liaison).offered == ()


def test_a_list_is_reviewed_by_somebody_who_did_not_write_it(place):
    version = drafted(place)
    edit(version_id=version.pk, revision=1, items=as_it_is(version, support={"proof": "Minutes"}), by=place.office, now=NOW)
    submit(version_id=version.pk, by=place.liaison, now=NOW)
    with pytest.raises(NotAllowed, match="somebody else"):
        review(version_id=version.pk, opinion="agree", comments="", by=place.office, now=NOW)
    with pytest.raises(Conflict):
        edit(version_id=version.pk, revision=2, items=[], by=place.liaison, now=NOW)
    with pytest.raises(Refusal, match="reason is missing"):
        review(version_id=version.pk, opinion="return", comments=" ", by=place.principal, now=NOW)
    review(version_id=version.pk, opinion="return", comments="The lecture is missing.", by=place.principal, now=NOW)
    assert stage_of(version.pk) == Stage.RETURNED
    page = version_page(version_id=version.pk, by=place.liaison, today=TODAY)
    assert (page.steps[-1].comments, page.may_edit) == ("The lecture is missing.", True)


def test_a_reviewed_list_is_signed_by_the_holder_of_the_seat_and_by_nobody_else(place):
    version = reviewed(place)
    with pytest.raises(NotAllowed, match="holder of the seat"):
        sign(version_id=version.pk, shown="", opinion="agree", comments="", passphrase="", by=place.office, now=NOW)
    with pytest.raises(Refusal, match="key"):
        put_name_to(version, place)
    key_for(place.principal)
    with pytest.raises(Refusal):
        put_name_to(version, place, shown="0" * 64)
    with pytest.raises(Refusal):
        put_name_to(version, place, passphrase="wrong")
    assert stage_of(version.pk) == Stage.REVIEWED
    put_name_to(version, place)
    page = version_page(version_id=version.pk, by=place.office, today=TODAY)
    assert (page.stage, page.seats[0].signature.name, page.may_publish) == (Stage.SIGNED, "王一", True)
    assert AuditEntry.objects.filter(action="lists.version.sign").count() == 1


def test_a_signer_may_return_it_and_what_is_not_signed_in_full_can_be_taken_back(place):
    version = reviewed(place)
    put_name_to(version, place, opinion="return", comments="Name the proof.")
    assert stage_of(version.pk) == Stage.RETURNED
    submit(version_id=version.pk, by=place.liaison, now=NOW)
    with pytest.raises(Refusal, match="reason is missing"):
        take_back(version_id=version.pk, reason="", by=place.liaison, now=NOW)
    take_back(version_id=version.pk, reason="One more change.", by=place.liaison, now=NOW)
    assert stage_of(version.pk) == Stage.DRAFT


def test_what_others_signed_is_void_once_one_returns_the_list(place):
    """It is changed now: their signatures must not be found to hold for a list that does not stand."""
    second = f.person("王二")
    f.appoint(second, f.seat(place.town.bureau, Role.PRINCIPAL, "主持工作的副局长", position=9))
    other = acting_for(f.account("second", (GrantRole.LEADER, place.town.bureau), who=second), today=TODAY)
    version = reviewed(place)
    key_for(place.principal)
    put_name_to(version, place)
    assert stage_of(version.pk) == Stage.REVIEWED, "the other has not signed yet"
    shown = sheet_of(("lists.version", version.pk)).digest
    sign(version_id=version.pk, shown=shown, opinion="return", comments="Name the proof.", passphrase="", by=other, now=NOW)
    assert [each.voided for each in sheet_of(("lists.version", version.pk)).signatures] == [True, True]


def test_a_change_after_signing_makes_a_new_version_and_voids_the_signatures_of_the_old_one(place):
    old = signed(place)
    new = revise(version_id=old.pk, reason="The county's rules were revised.", by=place.liaison, now=NOW)
    edit(version_id=new.pk, revision=1, items=[], added=[OwnItem("Own item", "党组会议纪要")], by=place.liaison, now=NOW)
    sheet = sheet_of(("lists.version", old.pk))
    assert sheet.signatures[0].voided
    before = version_page(version_id=old.pk, by=place.liaison, today=TODAY)
    assert before.superseded
    assert before.seats[0].signature.voided, "the old signature is still shown, as void"
    assert before.stage == Stage.SIGNED
    found = history(version_id=new.pk, by=place.liaison)
    assert [(d.how, d.title) for d in found.differences] == [("new", "Own item")]
    assert [row.number for row in found.rows] == [2, 1]
    with pytest.raises(Conflict, match="newer version"):
        revise(version_id=old.pk, reason="Again.", by=place.liaison, now=NOW)
    keys = set(old.items.values_list("key", flat=True))
    assert keys < set(new.items.values_list("key", flat=True)), "items keep their keys"


def test_only_a_signed_list_is_published_and_only_to_its_circle(place):
    version = drafted(place)
    with pytest.raises(Conflict, match="another stage"):
        publish(version_id=version.pk, scope="public", by=place.office, now=NOW)
    submit(version_id=version.pk, by=place.liaison, now=NOW)
    review(version_id=version.pk, opinion="agree", comments="", by=place.office, now=NOW)
    key_for(place.principal)
    put_name_to(version, place)
    sister = f.unit("C01B2", "乙局", parent=place.town.county)
    beside = f.acting("beside", (f.GrantRole.LIAISON, sister), today=TODAY)
    below = f.acting("below", (f.GrantRole.LIAISON, place.town.office1), today=TODAY)
    for scope, sees in (("unit", ()), ("level", (beside,)), ("party_below", (below,)), ("public", (beside, below))):
        publish(version_id=version.pk, scope=scope, by=place.office, now=NOW)
        for who in (beside, below):
            if who in sees:
                page = version_page(version_id=version.pk, by=who, today=TODAY)
                assert not page.steps, "how it came about is the unit's own matter"
            else:
                with pytest.raises(NotFound):
                    version_page(version_id=version.pk, by=who, today=TODAY)
    with pytest.raises(Conflict, match="already"):
        publish(version_id=version.pk, scope="public", by=place.office, now=NOW)
    row = Publication.objects.get(ended_at=None)
    with pytest.raises(Refusal, match="reason is missing"):
        withdraw(publication_id=row.pk, reason="", by=place.office, now=NOW)
    withdraw(publication_id=row.pk, reason="Under revision.", by=place.office, now=NOW)
    with pytest.raises(NotFound):
        version_page(version_id=version.pk, by=beside, today=TODAY)


def test_comments_wait_for_a_moderator_and_the_public_s_are_limited_without_knowing_who(place, monkeypatch):
    version = signed(place)
    shown = publish(version_id=version.pk, scope="public", by=place.office, now=NOW)
    made = comment(publication_id=shown.pk, text="Where can one see the minutes?", name="", by=None, now=NOW)
    assert (made.account_id, made.name, made.shown) == (None, "", None)
    with pytest.raises(NotAllowed):
        moderate(comment_id=made.pk, shown=True, reason="", by=place.liaison, now=NOW)
    with pytest.raises(Conflict, match="shown"):
        reply(comment_id=made.pk, text="At the office.", by=place.office, now=NOW)
    with pytest.raises(Refusal, match="reason is missing"):
        moderate(comment_id=made.pk, shown=False, reason="", by=place.office, now=NOW)
    moderate(comment_id=made.pk, shown=True, reason="", by=place.office, now=NOW)
    reply(comment_id=made.pk, text="At the office.", by=place.office, now=NOW)
    monkeypatch.setattr("liangze.lists.actions.comments.HOURLY", 2)
    comment(publication_id=shown.pk, text="Second", name="", by=None, now=NOW)
    with pytest.raises(Refusal, match="many comments") as caught:
        comment(publication_id=shown.pk, text="Third", name="", by=None, now=NOW)
    assert caught.value.status == 429
    comment(publication_id=shown.pk, text="Signed in", name="", by=place.liaison, now=NOW)
    with pytest.raises(Refusals, match="Nothing is written"):
        comment(publication_id=shown.pk, text=" ", name="", by=place.liaison, now=NOW)
    publish(version_id=version.pk, scope="unit", by=place.office, now=NOW)
    with pytest.raises(NotFound):
        comment(publication_id=shown.pk, text="Too late", name="", by=None, now=NOW)
    assert Comment.objects.count() == 3


def test_a_drafting_whose_worker_was_killed_does_not_bar_the_way_for_ever(place):
    killed = order_drafting(unit_id=place.town.county.pk, year=2026, by=place.office, now=NOW)
    Drafting.objects.filter(pk=killed.pk).update(state="running")
    with pytest.raises(Conflict, match="under way"):
        order_drafting(unit_id=place.town.county.pk, year=2026, by=place.office, now=NOW)
    order_drafting(unit_id=place.town.county.pk, year=2026, by=place.office, now=NOW + GIVEN_UP)
