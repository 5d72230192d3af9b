"""A principal runs none of the five areas directly."""

from __future__ import annotations

from liangze.organisation.checks import Charge, check_five_areas, findings


def test_check_five_areas() -> None:
    principal = Charge(1, "principal", "局长", "安可", ("finance", "other"))
    member = Charge(2, "member", "副局长", "白露", ("personnel", "projects", "procurement", "approvals"))
    (found,) = check_five_areas([principal, member])
    assert (found.post_id, found.params["holder"]) == (1, "安可")
    assert "二（一）7" in found.clause
    assert findings([member]) == []
