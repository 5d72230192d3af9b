"""The words that cells may hold, and the code words they stand for.

They are part of the format, so they stand here and not in a translation; a test keeps them equal to the names
that the pages show.
"""

from __future__ import annotations

from collections.abc import Mapping

UNIT_KINDS: Mapping[str, str] = {
    "地区": "region",
    "部门": "department",
    "内设机构": "office",
    "企业": "enterprise",
    "事业单位": "institution",
    "村（社区）": "village",
}
LEVELS: Mapping[str, str] = {
    "省级": "province",
    "市级": "city",
    "县级": "county",
    "乡镇（街道）级": "township",
    "村（社区）级": "village",
}
PARTY_ORGANS: Mapping[str, str] = {
    "党委": "committee",
    "党组": "group",
    "党总支": "general_branch",
    "党支部": "branch",
    "未设": "none",
}
DISCIPLINE_ORGANS: Mapping[str, str] = {"纪委": "commission", "纪检组": "group", "纪检委员": "commissioner", "未设": "none"}
ROLES: Mapping[str, str] = {
    "领导班子": "leadership",
    "主要负责人": "principal",
    "班子成员": "member",
    "纪检机构": "discipline_organ",
    "纪委书记（纪检组长）": "discipline_principal",
    "派驻（出）机构": "stationed_group",
    "领导小组": "leading_group",
    "联络员": "liaison",
    "其他职务": "other",
}
AREAS: Mapping[str, str] = {
    "财务": "finance",
    "人事": "personnel",
    "工程建设": "projects",
    "物资采购": "procurement",
    "行政审批": "approvals",
    "其他工作": "other",
}
COVERAGE_KINDS: Mapping[str, str] = {"联系点": "contact", "分片包干": "area"}
