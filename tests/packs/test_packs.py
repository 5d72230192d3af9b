"""Every pack that comes with the product is valid, lies where its name says, and survives export and import."""

from __future__ import annotations

from pathlib import Path

import pytest

from liangze.packs import dump_pack, load_pack, load_topics, pack_digest, parse_pack
from liangze.packs.schema import schema_document
from tests.packs.conftest import FILES, PACKS, name_of, pack_named

every_pack = pytest.mark.parametrize("path", FILES, ids=name_of)


@every_pack
def test_pack_is_valid_and_lies_where_its_name_says(path: Path) -> None:
    pack = load_pack(path)
    issuer, regulation, version = path.parent.relative_to(PACKS).parts
    assert pack.regulation == f"{issuer}-{regulation}"
    assert str(pack.version) == version


@every_pack
def test_export_and_import_give_the_same_pack(path: Path) -> None:
    pack = load_pack(path)
    again = parse_pack(dump_pack(pack))
    assert again == pack
    assert pack_digest(again) == pack_digest(pack)


@every_pack
def test_topics_have_the_names_of_the_shared_list(path: Path) -> None:
    shared = load_topics(PACKS / "topics.yaml")
    for name, topic in load_pack(path).topics.items():
        if name in shared:
            assert (topic.zh, topic.en) == (shared[name].zh, shared[name].en), name
            assert topic.kinds <= shared[name].kinds, name


def test_packs_differ_in_digest() -> None:
    assert len({pack_digest(load_pack(path)) for path in FILES}) == len(FILES)


def test_schema_document_is_current() -> None:
    assert (PACKS / "schema.json").read_text("utf-8") == schema_document(), "write it again: liangze pack schema"


def test_annex_of_huzhou_gives_its_printed_lists() -> None:
    """26 items of main responsibility (15 + 6 + 5) and 15 of supervisory responsibility (10 + 5), each with its clause."""
    pack = pack_named("huzhou/two-responsibilities-2015/1")
    printed = {
        ("main", "leadership"): ("一", "（一）", 15),
        ("main", "principal"): ("一", "（二）", 6),
        ("main", "member"): ("一", "（三）", 5),
        ("supervisory", "discipline_organ"): ("二", "（一）", 10),
        ("supervisory", "stationed_group"): ("二", "（二）", 5),
    }
    items = [item for item in pack.standing if item.list]
    assert len(items) == 26 + 15
    for (part, group), (half, section, count) in printed.items():
        own = [item for item in items if (item.list.part, item.list.group) == (part, group)]
        assert [item.list.number for item in own] == list(range(1, count + 1))
        assert [item.clause for item in own] == [("附件", half, section, str(n)) for n in range(1, count + 1)]
        assert {item.role for item in own} == {group}


def test_accountability_is_complete() -> None:
    """13 situations of Hualong's article 21 with its graded measures, 10 of the commentary."""
    hualong = pack_named("hualong/two-responsibilities-2016/1")
    assert len(hualong.situations) == 13
    article = [m for m in hualong.measures if m.clause[:2] == ("第四章", "第二十一条")]
    assert {("body", "light"), ("body", "serious"), ("body", "grave"), ("person", "light"), ("person", "serious"),
            ("person", "grave")} <= {(m.against, m.grade) for m in article}  # fmt: skip
    assert len(pack_named("commentary/pressing-responsibility-down/1").situations) == 10
