"""The first page after signing in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def my_work(request: HttpRequest) -> HttpResponse:
    """What is due from me."""
    return render(request, "mywork/my-work.html")
