"""Closed vocabularies that only packs use. The field's other words stand in `liangze.core.words`."""

from __future__ import annotations

from enum import StrEnum


class Grade(StrEnum):
    """How grave a case is; what follows depends on it."""

    LIGHT = "light"
    SERIOUS = "serious"
    GRAVE = "grave"
    AGGRAVATED = "aggravated"
    ANY = "any"


class Against(StrEnum):
    """Who is held to account."""

    BODY = "body"
    PERSON = "person"
    BOTH = "both"


class TalkKind(StrEnum):
    """Kinds of talk; they are different things and are never merged."""

    HEART_TO_HEART = "heart_to_heart"  # 谈心谈话
    REMINDER = "reminder"  # 提醒谈话
    SUMMONS = "summons"  # 约谈
    ADMONITION = "admonition"  # 诫勉谈话
    INQUIRY = "inquiry"  # 函询
    PRE_APPOINTMENT = "pre_appointment"  # 任前廉政谈话


class MeasureKind(StrEnum):
    """What may follow when somebody is held to account. Organisational handling is not a sanction, admonition neither."""

    CRITICISM_EDUCATION = "criticism_education"  # 批评教育
    REMINDER_TALK = "reminder_talk"  # 提醒谈话
    SUMMONS_TALK = "summons_talk"  # 约谈
    ADMONITION_TALK = "admonition_talk"  # 诫勉谈话
    WRITTEN_INQUIRY = "written_inquiry"  # 函询
    WRITTEN_SELF_CRITICISM = "written_self_criticism"  # 责令书面检查
    CIRCULATED_CRITICISM = "circulated_criticism"  # 通报批评
    NOTICE = "notice"  # 通报
    ORDERED_RECTIFICATION = "ordered_rectification"  # 责令整改
    ORGANISATIONAL_HANDLING = "organisational_handling"  # 组织处理
    REORGANISATION = "reorganisation"  # 班子调整处理
    POST_ADJUSTMENT = "post_adjustment"  # 职务调整
    LIGHT_SANCTION = "light_sanction"  # 党纪轻处分
    HEAVY_SANCTION = "heavy_sanction"  # 党纪重处分
    DISCIPLINE_SANCTION = "discipline_sanction"  # 党纪政纪处分
    CASE_FILING = "case_filing"  # 立案审查
    LEGAL_HANDLING = "legal_handling"  # 依法处理、移送
    ONE_CASE_TWO_CHECKS = "one_case_two_checks"  # 一案双查
    ACCOUNTABILITY = "accountability"  # 追究责任，方式另定
    AGGRAVATION = "aggravation"  # 从重
    COMBINATION = "combination"  # 可单用、可并用
    PURSUED_AFTER_MOVE = "pursued_after_move"  # 调离、升迁仍追究
    VETO = "veto"  # 一票否决
    APPRAISAL = "appraisal"  # 作为评价、任用依据


#: Measures that can only be taken against a person.
PERSONAL = frozenset(
    {
        MeasureKind.CRITICISM_EDUCATION,
        MeasureKind.REMINDER_TALK,
        MeasureKind.SUMMONS_TALK,
        MeasureKind.ADMONITION_TALK,
        MeasureKind.WRITTEN_INQUIRY,
        MeasureKind.POST_ADJUSTMENT,
        MeasureKind.LIGHT_SANCTION,
        MeasureKind.HEAVY_SANCTION,
        MeasureKind.DISCIPLINE_SANCTION,
        MeasureKind.CASE_FILING,
        MeasureKind.PURSUED_AFTER_MOVE,
    }
)

#: Measures that can only be taken against a body.
COLLECTIVE = frozenset({MeasureKind.REORGANISATION})


class ListPart(StrEnum):
    """The two halves of a printed responsibility list."""

    MAIN = "main"
    SUPERVISORY = "supervisory"


class Addressee(StrEnum):
    """To whom a report or plan goes, seen from its holder."""

    SUPERIOR_COMMITTEE = "superior_committee"
    SUPERIOR_DISCIPLINE_ORGAN = "superior_discipline_organ"
    OWN_COMMITTEE = "own_committee"
    OWN_DISCIPLINE_ORGAN = "own_discipline_organ"
    OWN_PRINCIPAL = "own_principal"
    DISPATCHING_ORGAN = "dispatching_organ"
    SUBORDINATE_UNITS = "subordinate_units"
    PUBLIC = "public"
