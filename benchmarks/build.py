"""Builds one installation and plans its year: `python -m benchmarks.build URL UNITS`. Prints the ratios as JSON.

An installation that is planned already is left as it is, and nothing is measured.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict

from benchmarks import planning, province, server


def main(url: str, units: int) -> None:
    server.wire(server.Installation("", units, url))
    from django.db import connection

    from liangze.duties.models import PlanSet
    from liangze.organisation.models import Unit

    if PlanSet.objects.exists():
        print("[]")
        return
    if not Unit.objects.exists():
        province.build(units)
    ratios = planning.run(url)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    print(json.dumps([asdict(ratio) for ratio in ratios]))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
