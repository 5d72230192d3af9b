"""The description of the interface is true: made-up requests get answers of the described shape, never a failure of the server."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as bounded
from hypothesis import strategies as st
from ninja import Schema
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import response_schema_conformance, status_code_conformance

from liangze.api.interface import api
from tests.rooms.api.conftest import House, a_meeting

EXAMPLES = 12  # requests for each operation


@pytest.fixture(autouse=True)
def _one_connection() -> Iterator[None]:
    """All requests on the connection of the test, in its transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture(scope="module")
def described() -> Any:
    """The description, and the product itself behind it."""
    from liangze.config.wsgi import application

    loaded = schemathesis.openapi.from_dict(dict(api.get_openapi_schema()))
    loaded.app, loaded.location = application, "/api/v1/openapi.json"
    return loaded


def operations() -> list[tuple[str, str]]:
    """(method, path) of every operation."""
    return [(method, path) for path, offered in api.get_openapi_schema()["paths"].items() for method in offered]


def test_the_description_lies_where_the_interface_says(program: Client, house: House) -> None:
    answer = program.get("/api/v1/openapi.json")
    assert answer.status_code == 200
    assert answer.json()["openapi"].startswith("3.")
    assert Client().get("/api/v1/openapi.json").status_code == 401


def test_no_page_of_documentation_loads_anything_from_elsewhere(program: Client, house: House) -> None:
    assert program.get("/api/v1/docs").status_code == 404


@pytest.mark.parametrize(("method", "path"), operations())
def test_made_up_requests_never_break_it(house: House, described: Any, method: str, path: str) -> None:
    operation = described[path][method.upper()]

    @given(data=st.data())
    @bounded(max_examples=EXAMPLES, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
    def ask(data: st.DataObject) -> None:
        case = data.draw(operation.as_strategy())
        known = {"unit_id": house.town.bureau.pk, "obligation_id": house.owed[0].pk, "key": "city-rules", "version": 1}
        if data.draw(st.booleans()):  # half of them at things that exist, so that the inside is reached as well
            case.path_parameters = {name: known.get(name, value) for name, value in (case.path_parameters or {}).items()}
            if path.endswith(("/entries", "/preview")) and isinstance(case.body, dict):
                case.body |= {key: value for key, value in a_meeting(house).items() if data.draw(st.booleans())}
        answer = case.call(headers={"Authorization": f"Bearer {house.secret}"})
        case.validate_response(answer, checks=[not_a_server_error, status_code_conformance, response_schema_conformance])

    ask()


def test_every_shape_has_a_name_of_its_own() -> None:
    """Two shapes of one name would be described as one."""
    import liangze.api as package

    named: dict[str, str] = {}
    for area in pkgutil.iter_modules(package.__path__):
        module = importlib.import_module(f"liangze.api.{area.name}")
        for name, value in vars(module).items():
            if isinstance(value, type) and issubclass(value, Schema) and value.__module__ == module.__name__:
                assert named.setdefault(name, module.__name__) == module.__name__, f"{name} is in {named[name]} and {module.__name__}"
