"""The shapes of what the API takes and gives, as OpenAPI describes them."""

from typing import Any

from community.web.api.bodies import LARGEST_PAGE

Json = dict[str, Any]
TEXT: Json = {"type": "string"}
NUMBER: Json = {"type": "integer"}
YES_NO: Json = {"type": "boolean"}
WHEN: Json = {"type": "string", "format": "date-time"}


def or_null(schema: Json) -> Json:
    """Return what may also be null."""
    return {"anyOf": [schema, {"type": "null"}]}


def shape(required: tuple[str, ...] = (), **properties: Json) -> Json:
    """Return an object with these properties; all are required unless some are named."""
    return {"type": "object", "required": list(required or properties), "properties": properties}


def ref(name: str) -> Json:
    """Return a named shape."""
    return {"$ref": f"#/components/schemas/{name}"}


def list_of(schema: Json) -> Json:
    """Return a page of a list, with the cursor of the next."""
    return shape(items={"type": "array", "items": schema}, next=or_null(TEXT))


def answer(description: str, schema: Json, content: str = "application/json") -> Json:
    """Return an answer with this content."""
    return {"description": description, "content": {content: {"schema": schema}}}


def query(name: str, schema: Json, *, required: bool = False) -> Json:
    """Return a parameter of the address."""
    return {"name": name, "in": "query", "required": required, "schema": schema}


THREAD_FIELDS: Json = {
    "id": NUMBER,
    "title": TEXT,
    "url": {"type": "string", "format": "uri"},
    "kind": {"enum": ["question", "discussion", "idea", "announcement", "article"]},
    "state": {"enum": ["closed", "solved", "details", "answered", "open"]},
    "waiting": {"enum": ["none", "first", "follow_up"]},
    "solved": YES_NO,
    "board": TEXT,
    "author": TEXT,
    "created_at": WHEN,
    "replies": NUMBER,
}
THREAD = shape(**THREAD_FIELDS)
WHOLE_THREAD = shape(**THREAD_FIELDS, fields={"type": "object", "additionalProperties": TEXT})
POST = shape(
    id=NUMBER,
    number=NUMBER,
    url={"type": "string", "format": "uri"},
    author=TEXT,
    team=or_null(TEXT),
    html=TEXT,
    body=TEXT,
    created_at=WHEN,
    solution=YES_NO,
    uploads={"type": "array", "items": ref("Upload")},
)
UPLOAD = shape(
    id=TEXT,
    name=TEXT,
    url={"type": "string", "format": "uri"},
    kind={"enum": ["image", "file"]},
    bytes=NUMBER,
    width=or_null(NUMBER),
    height=or_null(NUMBER),
)
BOARD = shape(id=NUMBER, slug=TEXT, name=TEXT, description=TEXT, url=TEXT, threads=NUMBER, solved=NUMBER)
HIT = shape(
    thread_id=NUMBER,
    post_id=NUMBER,
    title=TEXT,
    url=TEXT,
    excerpt=TEXT,
    solved=YES_NO,
    score={"type": "number"},
)
OBLIGATION = shape(
    id=NUMBER,
    post_id=NUMBER,
    owed_to=TEXT,
    opened_by={"enum": ["question", "follow_up", "affects_me_too", "wish", "did_not_help"]},
    due_since=WHEN,
    paused=YES_NO,
    closed_at=or_null(WHEN),
    closed_by=or_null(TEXT),
    reason=TEXT,
)
WAITING = shape(draft_id=NUMBER, state={"enum": ["awaiting_reader", "held"]})
PROBLEM = shape(("title", "status"), type=TEXT, title=TEXT, status=NUMBER, detail=TEXT, code=TEXT)
ME = shape(
    id=NUMBER,
    name=TEXT,
    role=TEXT,
    rights={"type": "array", "items": TEXT},
    team=or_null(TEXT),
    scope=or_null(TEXT),
)

LIMIT = query("limit", {"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE, "default": 20})
CURSOR = query("cursor", TEXT)
THREAD_ID: Json = {
    "name": "thread_id",
    "in": "path",
    "required": True,
    "schema": {"type": "integer", "minimum": 1},
}
OBLIGATION_ID: Json = {**THREAD_ID, "name": "obligation_id"}
POST_ID: Json = {**THREAD_ID, "name": "post_id"}
KEY: Json = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "schema": {"type": "string", "maxLength": 80},
}
FAILED = answer("What went wrong (RFC 9457)", ref("Problem"), "application/problem+json")


def operation(
    name: str,
    summary: str,
    answers: Json,
    parameters: tuple[Json, ...] = (),
    sent: Json | None = None,
    content: str = "application/json",
) -> Json:
    """Return an operation; whatever fails is a problem."""
    operation: Json = {
        "operationId": name,
        "summary": summary,
        "parameters": list(parameters),
        "responses": {**answers, "default": FAILED},
    }
    if sent is not None:
        operation["requestBody"] = {"required": True, "content": {content: {"schema": sent}}}
    return operation
