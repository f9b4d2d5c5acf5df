"""Holds answers of the API against its own description."""

TYPES = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "array": list,
    "object": dict,
}


def assert_described(described, path, method, answer):
    for template, operations in described["paths"].items():
        wanted, given = template.strip("/").split("/"), path.strip("/").split("/")
        if len(wanted) == len(given) and all(
            part == other or (part.startswith("{") and other.isdigit())
            for part, other in zip(wanted, given, strict=True)
        ):
            schema = operations[method]["responses"][str(answer.status_code)]["content"]["application/json"][
                "schema"
            ]
            assert_shape(described, schema, answer.json)
            return
    raise AssertionError(f"{method} {path} is not described")


def assert_shape(described, schema, value):
    if "$ref" in schema:
        schema = described["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    if "enum" in schema:
        assert value in schema["enum"]
        return
    for choice in ("anyOf", "oneOf"):
        if choice in schema:
            assert value is None or any(option.get("type") != "null" for option in schema[choice])
            return
    kinds = schema.get("type", "object")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    if value is None:
        assert "null" in kinds, schema
        return
    assert any(isinstance(value, TYPES[kind]) for kind in kinds if kind != "null"), (schema, value)
    if "object" in kinds:
        assert set(schema.get("required", ())) <= value.keys()
        known, other = schema.get("properties", {}), schema.get("additionalProperties")
        assert other or value.keys() <= known.keys()
        for name, inner in value.items():
            assert_shape(described, known.get(name, other), inner)
    if "array" in kinds:
        for item in value:
            assert_shape(described, schema["items"], item)
