"""The closed vocabularies of the field: code words of docs/glossary.md, with their Chinese names.

Every pack, table, URL and page uses these words and no others.
"""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """Kinds of seat that can owe a duty."""

    LEADERSHIP = "leadership"  # 领导班子: the Party organ's leading members as a body
    PRINCIPAL = "principal"  # 主要负责人
    MEMBER = "member"  # 班子成员
    DISCIPLINE_ORGAN = "discipline_organ"  # 纪委、纪检组 as a body
    DISCIPLINE_PRINCIPAL = "discipline_principal"  # 纪委书记、纪检组长
    STATIONED_GROUP = "stationed_group"  # 派驻（出）机构 as a body
    DEPARTMENT = "department"  # 部门、单位、乡镇 as a reporting unit
    LEADING_GROUP = "leading_group"  # 领导小组
    LIAISON = "liaison"  # 联络员; owes nothing by any pack, records for the unit
    OTHER = "other"


#: Seats that are bodies: nobody is appointed to them, the organ itself holds them.
BODIES = frozenset({Role.LEADERSHIP, Role.DISCIPLINE_ORGAN, Role.STATIONED_GROUP, Role.LEADING_GROUP})

#: A unit as a reporting unit answers through its leadership: it has no seat of its own.
SEAT_OF = {Role.DEPARTMENT: Role.LEADERSHIP}


class Towards(StrEnum):
    """Relations that make one obligation for each counterpart."""

    MEMBERS = "members"
    PORTFOLIO_UNITS = "portfolio_units"
    SUBORDINATE_PRINCIPALS = "subordinate_principals"
    SUBORDINATE_DISCIPLINE_PRINCIPALS = "subordinate_discipline_principals"
    SUBORDINATE_UNITS = "subordinate_units"
    STAFF_HEADS = "staff_heads"


class ActKind(StrEnum):
    """Kinds of act. A deed has exactly one."""

    MEETING = "meeting"
    STUDY = "study"
    LECTURE = "lecture"
    TALK = "talk"
    REPORT = "report"
    HEARING = "hearing"
    REVIEW = "review"
    INSPECTION = "inspection"
    ASSESSMENT = "assessment"
    NOTICE = "notice"
    PLAN = "plan"
    TRAINING = "training"
    OTHER = "other"


class Every(StrEnum):
    """Cadences of the engine. `once` is a single dated duty. Day and week are read but not planned."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"
    ONCE = "once"


class Presence(StrEnum):
    """How much of the period a seat or relation must have existed to owe the duty."""

    ANY = "any"
    HALF = "half"
    WHOLE = "whole"


class Level(StrEnum):
    """Levels of the tree, outermost first."""

    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWNSHIP = "township"
    VILLAGE = "village"


class UnitKind(StrEnum):
    """Kinds of unit."""

    REGION = "region"  # 地区: province, city, county, township, street
    DEPARTMENT = "department"  # 部门
    OFFICE = "office"  # 内设机构（处室、科室）of a department
    ENTERPRISE = "enterprise"
    INSTITUTION = "institution"
    VILLAGE = "village"  # 村、社区


class State(StrEnum):
    """State of an obligation on a day; order of bars and figures."""

    FULFILLED = "fulfilled"
    LATE = "late"
    OVERDUE = "overdue"
    DUE_SOON = "due_soon"
    OPEN = "open"
    UPCOMING = "upcoming"
    EXEMPT = "exempt"


class ClauseType(StrEnum):
    """What a clause is for."""

    PRINCIPLE = "principle"
    DUTY = "duty"
    MECHANISM = "mechanism"
    SITUATION = "situation"
    MEASURE = "measure"
    PROCEDURE = "procedure"
    DEFINITION = "definition"


class Instrument(StrEnum):
    """What a unit can only hand to another where a clause permits it (C8)."""

    LETTER = "letter"  # 责任书
    VETO = "veto"  # 一票否决
    SCORE = "score"  # 考核评分
    RETURN = "return"  # 定期报表、定期报送
