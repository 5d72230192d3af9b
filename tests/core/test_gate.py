"""Who may be asked to sign: examples from the five documents, and what holds whatever the clauses say."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liangze.core.gate import GRASS, GRASS_ROOTS, KIND, NONE, ROLE, VETO_LEVELS, Asked, Issuer, Permit, PermitBy, PermitTo, basis
from liangze.core.words import Instrument, Level, Role, UnitKind
from tests.packs.conftest import pack_named

COUNTY = Issuer(UnitKind.REGION, Level.COUNTY)
TOWN = Issuer(UnitKind.REGION, Level.TOWNSHIP)
BUREAU = Issuer(UnitKind.DEPARTMENT, Level.PROVINCE)
LETTER = Instrument.LETTER


def permits(name: str) -> list[Permit]:
    """The permits of a pack of the product, as if it were in force here."""
    pack = pack_named(name)
    return [
        Permit(n, "/".join(p.clause), pack.level, p.instrument, p.by, p.to) for n, p in enumerate(pack.permits)
    ]


HUALONG = permits("hualong/two-responsibilities-2016/1")
GUANGXI = permits("guangxi/civil-air-defence-opinions/1")
COMMENTARY = permits("commentary/pressing-responsibility-down/1")
HUZHOU = permits("huzhou/two-responsibilities-2015/1")
YUNCHUAN = permits("yunchuan/two-responsibilities-2026/1")
TOWN_HEAD = Asked(UnitKind.REGION, Level.TOWNSHIP, Role.PRINCIPAL)


def test_a_county_signs_with_its_departments_by_article_15() -> None:
    answer = basis(LETTER, COUNTY, Asked(UnitKind.DEPARTMENT, Level.COUNTY, Role.PRINCIPAL), HUALONG)
    assert answer
    assert answer.permit.clause == "第四章/第十五条"


@pytest.mark.parametrize("rules", [HUALONG, COMMENTARY, YUNCHUAN], ids=["hualong", "commentary", "yunchuan"])
def test_no_county_pushes_a_letter_down_onto_a_township(rules: list[Permit]) -> None:
    answer = basis(LETTER, COUNTY, TOWN_HEAD, rules)
    assert not answer
    assert answer.permit is not None
    assert answer.remedy


def test_the_reason_names_the_clause_that_does_not_name_the_township() -> None:
    answer = basis(LETTER, COUNTY, TOWN_HEAD, HUALONG)
    assert (answer.why, answer.remedy) == GRASS
    assert answer.params == {"clause": "第四章/第十五条"}


def test_a_township_still_signs_with_its_own_members() -> None:
    assert basis(LETTER, TOWN, Asked(UnitKind.REGION, Level.TOWNSHIP, Role.MEMBER, own=True), HUALONG)
    assert not basis(LETTER, TOWN, Asked(UnitKind.VILLAGE, Level.VILLAGE, Role.PRINCIPAL), HUALONG)


def test_a_clause_that_names_the_township_opens_it() -> None:
    named = [replace(p, to=replace(p.to, levels=frozenset({Level.TOWNSHIP}))) for p in HUALONG]
    assert basis(LETTER, COUNTY, TOWN_HEAD, named)


def test_the_office_of_guangxi_signs_with_offices_and_institutions_and_not_with_members() -> None:
    for kind in (UnitKind.OFFICE, UnitKind.INSTITUTION):
        assert basis(LETTER, BUREAU, Asked(kind, Level.PROVINCE, Role.PRINCIPAL), GUANGXI)
    member = basis(LETTER, BUREAU, Asked(UnitKind.DEPARTMENT, Level.PROVINCE, Role.MEMBER, own=True), GUANGXI)
    assert (member.why, member.remedy) == ROLE
    other = basis(LETTER, BUREAU, Asked(UnitKind.DEPARTMENT, Level.PROVINCE, Role.PRINCIPAL), GUANGXI)
    assert (other.why, other.remedy) == KIND


def test_huzhou_asks_for_no_letters_so_none_is_issued() -> None:
    answer = basis(LETTER, COUNTY, Asked(UnitKind.DEPARTMENT, Level.COUNTY, Role.PRINCIPAL), HUZHOU)
    assert not answer
    assert answer.permit is None
    assert (answer.why, answer.remedy) == NONE


def test_returns_may_be_asked_of_townships_where_article_20_names_them() -> None:
    assert basis(Instrument.RETURN, COUNTY, Asked(UnitKind.REGION, Level.TOWNSHIP, Role.LEADERSHIP), HUALONG)


def test_a_clause_of_a_higher_level_is_cited_first() -> None:
    asked = Asked(UnitKind.DEPARTMENT, Level.COUNTY, Role.PRINCIPAL)
    assert basis(LETTER, COUNTY, asked, [*HUALONG, *COMMENTARY]).permit.level is Level.PROVINCE


def some(words: type) -> st.SearchStrategy[frozenset]:
    return st.frozensets(st.sampled_from(list(words)), max_size=4)


PERMITS = st.lists(
    st.builds(
        Permit, st.integers(0, 99), st.sampled_from(["一", "二"]), st.sampled_from(list(Level)), st.sampled_from(list(Instrument)),
        st.builds(PermitBy, some(UnitKind), some(Level)), st.builds(PermitTo, some(UnitKind), some(Level), some(Role)),
    ),
    max_size=6,
)
ISSUERS = st.builds(Issuer, st.sampled_from(list(UnitKind)), st.sampled_from(list(Level)))
ASKED = st.builds(Asked, st.sampled_from(list(UnitKind)), st.sampled_from(list(Level)), st.sampled_from(list(Role)), st.booleans())
INSTRUMENTS = st.sampled_from(list(Instrument))


@given(INSTRUMENTS, ISSUERS, ASKED, PERMITS)
def test_what_is_allowed_names_a_clause_that_fits_and_what_is_not_says_what_to_do(
    what: Instrument, issuer: Issuer, asked: Asked, rules: list[Permit]
) -> None:
    answer = basis(what, issuer, asked, rules)
    assert answer.why % answer.params
    if not answer:
        assert answer.remedy
        return
    by, to = answer.permit.by, answer.permit.to
    assert answer.permit.instrument is what
    assert not by.kinds or issuer.kind in by.kinds
    assert not by.levels or issuer.level in by.levels
    assert not to.roles or asked.role in to.roles
    assert not to.kinds or asked.kind in to.kinds
    assert not to.levels or asked.level in to.levels


@given(INSTRUMENTS, ISSUERS, ASKED, PERMITS)
def test_the_grass_roots_are_asked_from_outside_only_by_name(what: Instrument, issuer: Issuer, asked: Asked, rules: list[Permit]) -> None:
    if basis(what, issuer, asked, rules) and asked.level in GRASS_ROOTS and not asked.own:
        assert any(asked.level in rule.to.levels for rule in rules)


@given(INSTRUMENTS, ISSUERS, ASKED, PERMITS, PERMITS)
def test_a_further_clause_never_closes_what_was_open(
    what: Instrument, issuer: Issuer, asked: Asked, rules: list[Permit], more: list[Permit]
) -> None:
    if basis(what, issuer, asked, rules):
        assert basis(what, issuer, asked, [*more, *rules])


@given(ISSUERS, ASKED, PERMITS)
def test_a_veto_has_the_clause_of_a_province(issuer: Issuer, asked: Asked, rules: list[Permit]) -> None:
    answer = basis(Instrument.VETO, issuer, asked, rules)
    assert not answer or answer.permit.level in VETO_LEVELS


@given(INSTRUMENTS, ISSUERS, ASKED)
def test_without_a_clause_nothing_is_issued(what: Instrument, issuer: Issuer, asked: Asked) -> None:
    assert not basis(what, issuer, asked, [])
