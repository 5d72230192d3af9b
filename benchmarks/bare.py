"""The page to compare pages with: one indexed query, a table of 50 rows, the product's own middleware and session."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

ROWS = engines["django"].from_string(
    "<table>{% for row in rows %}<tr><td>{{ row.0 }}</td><td>{{ row.1 }}</td><td>{{ row.2 }}</td><td>{{ row.3 }}</td></tr>"
    "{% endfor %}</table>"
)


def bare(request: HttpRequest, unit_id: int) -> HttpResponse:
    """Fifty obligations of a unit, dates ready as text."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, opens::text, due::text, done FROM duties_obligation WHERE unit_id = %s ORDER BY due LIMIT 50", [unit_id]
        )
        return HttpResponse(ROWS.render({"rows": cursor.fetchall()}))


urlpatterns = [path("bare/<int:unit_id>/", bare), path("", include("liangze.config.urls"))]
