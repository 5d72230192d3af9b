"""Copied texts: what is found, where exactly, and what makes no difference. Worked examples, then what must always hold."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.copies import made
from liangze.core.likeness import Doc, align, compare, plain
from liangze.core.likeness.text import BREAK

OWN = (
    "节假日前，青岭财政局办公室逐人核对公车出行审批单，发现苗头当天找本人谈清楚。",
    "每季度第1个月抽查窗口收费凭证、值班补贴发放表，凡金额较大的报主要负责人阅处。",
    "邀请服务对象代表对食堂采购询价记录进行复核，资料不齐的补齐手续后方可付款。",
)
OTHER = (
    "年初梳理宅基地审批卷宗，涉及亲属的由其他同志经办，并在公示栏说明处理结果。",
    "采取随机抽样方式比对低保户入户核查表，连续两次出错的列入下次抽查名单。",
    "河道采砂巡查日志按月汇总，群众反映集中的移送上一级核实，安排专人跟踪到办结。",
)
RULE = "党委（党组）每半年至少召开一次会议，专题听取下级党组织履行全面从严治党主体责任情况的汇报并提出整改要求。"


def doc(key: int, *items: str, name: str = "") -> Doc:
    return Doc(key, key, items, (name,) if name else ())


def pairs(*docs: Doc, common: tuple[str, ...] = ()) -> list[tuple[int, int]]:
    return [(found.earlier, found.later) for found in compare(docs, common)]


def test_word_for_word_renamed_and_in_another_order_are_found():
    renamed = [text.replace("青岭财政局", "白沙水利局") for text in OWN]
    first = doc(1, *OWN, name="青岭财政局")
    assert pairs(first, doc(2, *OWN)) == [(1, 2)]
    assert pairs(first, doc(2, *renamed, name="白沙水利局")) == [(1, 2)]
    assert pairs(first, doc(2, *reversed(renamed), name="白沙水利局")) == [(1, 2)]
    assert pairs(first, doc(2, *OTHER)) == []


def test_items_taken_over_into_a_longer_text_are_found():
    assert pairs(doc(1, *OWN), doc(2, *OTHER, OWN[2], OWN[0])) == [(1, 2)]


def test_numbers_punctuation_and_words_for_oneself_make_no_difference():
    changed = [text.replace("第1个", "第二个").replace("，", "； ").replace("青岭财政局", "本局") for text in OWN]
    (found,) = compare([doc(1, *OWN, name="青岭财政局"), doc(2, *changed)])
    assert (found.aligned.share_first, found.aligned.share_second) == (1.0, 1.0)


def test_items_of_the_regulation_count_for_nobody():
    first, second = doc(1, RULE, RULE.replace("半年", "年"), *OWN), doc(2, RULE, RULE.replace("半年", "年"), *OTHER)
    assert pairs(first, second, common=(RULE,)) == []
    assert pairs(doc(1, RULE, *OWN), doc(2, *OWN), common=(RULE,)) == [(1, 2)]


def test_units_do_not_copy_from_themselves_and_a_few_words_are_no_text():
    assert list(compare([Doc(1, 7, OWN), Doc(2, 7, OWN)])) == []
    assert pairs(doc(1, OWN[0]), doc(2, OWN[0])) == []


def test_a_passage_says_where_it_stands_in_both_as_written():
    longer = ("", "另外：" + OWN[2] + "完。")
    found = align(plain(doc(1, *OWN)), plain(doc(2, *longer)))
    (passage,) = found.passages
    item, start, end = passage.first
    assert OWN[item][start:end] == OWN[2].rstrip("。")
    item, start, end = passage.second
    assert longer[item][start:end] == OWN[2].rstrip("。")
    assert found.share_second > 0.9
    assert found.share_first < 0.5


def test_small_changes_within_an_item_are_looked_through():
    changed = OWN[0].replace("逐人核对", "逐个核查").replace("发现苗头", "看到苗头").replace("谈清楚", "谈明白")
    found = align(plain(doc(1, OWN[0])), plain(doc(2, changed)))
    assert found.share_first > 0.6
    assert len(found.passages) > 2


def test_of_a_text_that_everybody_copied_each_copy_is_found_and_the_work_stays_small():
    docs = [doc(n, *OWN) for n in range(400)]
    found = pairs(*docs)
    assert {later for _, later in found} == set(range(1, 400))
    assert len(found) <= 400 * 6


def test_the_set_of_the_benchmark_in_small():
    small = made(lists=400, copies=20, seed=11)
    found = {(each.earlier, each.later) for each in compare(small.docs, small.common)}
    true = {(source, copy) for way in small.copied.values() for copy, source in way.items()}
    for way in ("verbatim", "renamed", "reordered"):
        assert {(source, copy) for copy, source in small.copied[way].items()} <= found
    assert found <= true


#: Lists of texts take a while to draw on a machine that is busy with other tests as well.
busy = settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
texts = st.lists(st.text(alphabet="党委政府办公室审批检查财务核对公开，。甲乙12Aİ\n ", max_size=60), max_size=6).map(tuple)


@busy
@given(texts, texts, st.sampled_from([(), ("甲乙办公室",), ("财务", "审批局")]))
def test_passages_are_the_same_words_and_never_count_twice(first, second, names):
    a, b = plain(Doc(1, 1, first, names)), plain(Doc(2, 2, second))
    found = align(a, b)
    assert 0 <= found.share_first <= 1
    assert 0 <= found.share_second <= 1
    for side, items in (("first", first), ("second", second)):
        places = [place for passage in found.passages for place in [getattr(passage, side)]]
        for item, start, end in places:
            assert 0 <= start < end <= len(items[item])
        taken = [(item, n) for item, start, end in places for n in range(start, end)]
        assert len(taken) == len(set(taken))


@busy
@given(texts, st.randoms())
def test_the_order_of_items_makes_no_difference(items, rng: random.Random):
    mixed = tuple(rng.sample(items, len(items)))
    a, b = plain(Doc(1, 1, items)), plain(Doc(2, 2, mixed))
    assert sorted(a.text.split(BREAK)) == sorted(b.text.split(BREAK))
    long = [item for item in a.text.split(BREAK) if len(item) >= 12]
    if long and len(long) == len([item for item in a.text.split(BREAK) if item]):
        assert align(a, b).share_first == pytest.approx(1.0)


@busy
@given(texts)
def test_every_character_knows_where_it_was_written(items):
    text = plain(Doc(1, 1, items))
    for at, character in enumerate(text.text):
        if character != BREAK:
            item, place = text.written(at)
            assert items[item][place].lower().startswith(character) or items[item][place] == character
