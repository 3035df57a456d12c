"""The description of API v3 is valid OpenAPI 3.1 and changes only on purpose."""

from typing import Any

from openapi_spec_validator import validate

from golden import assert_golden

TEXTS = {"title", "description", "summary"}


def shape(value: Any, *, names: bool = False) -> Any:
    """Return a description without its texts, which change with every translation."""
    if isinstance(value, dict):
        return {
            key: shape(child, names=key in {"properties", "schemas"})
            for key, child in sorted(value.items())
            if names or key not in TEXTS
        }
    return [shape(child) for child in value] if isinstance(value, list) else value


def test_description_is_valid_and_as_agreed(reader, db):
    response = reader.get("/api/v3/openapi.json")
    assert response.status_code == 200
    description = response.json()
    assert description["openapi"].startswith("3.1")
    validate(description)
    assert_golden("openapi", shape(description))


def test_every_operation_is_named_once(reader, db):
    paths = reader.get("/api/v3/openapi.json").json()["paths"]
    names = [operation["operationId"] for path in paths.values() for operation in path.values()]
    assert len(names) == len(set(names))


def test_every_security_scheme_says_what_it_is(reader, db):
    schemes = reader.get("/api/v3/openapi.json").json()["components"]["securitySchemes"]
    assert all(scheme["scheme"] for scheme in schemes.values())
