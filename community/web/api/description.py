"""The OpenAPI 3.1 description of the API, made of the same few shapes everywhere."""

from flask import Response, jsonify

from community.web.api import schemas
from community.web.api.blueprint import blueprint
from community.web.api.schemas import (
    CURSOR,
    KEY,
    LIMIT,
    NUMBER,
    OBLIGATION_ID,
    POST_ID,
    TEXT,
    THREAD_ID,
    YES_NO,
    Json,
    answer,
    list_of,
    operation,
    query,
    ref,
    shape,
)
from community.web.urls import app_settings


def _paths() -> Json:
    made = {
        "201": answer("Published", ref("WholeThread")),
        "202": answer("Waits for a reader", ref("Waiting")),
    }
    replied = {
        "201": answer("Published", ref("Post")),
        "202": answer("Waits for a reader", ref("Waiting")),
    }
    new_thread = shape(
        ("board", "title", "body"),
        board=TEXT,
        title=TEXT,
        body=TEXT,
        kind=TEXT,
        tags={"type": "array", "items": TEXT},
        fields={"type": "object", "additionalProperties": TEXT},
        uploads={"type": "array", "items": TEXT},
        wants_answer=YES_NO,
    )
    new_post = shape(
        ("body",),
        body=TEXT,
        uploads={"type": "array", "items": TEXT},
        only_thanks=YES_NO,
        affects_me_too=YES_NO,
        asks_details=YES_NO,
        answers={"type": "array", "items": NUMBER},
    )
    one = {"200": answer("The thread", ref("WholeThread"))}
    marked = {"200": answer("The thread", ref("Thread"))}
    voted = {"200": answer("The marks of the post", shape(post_id=NUMBER, helpful=NUMBER, own=YES_NO))}
    own = shape(thread_id=NUMBER, affected=NUMBER, own=YES_NO, following=YES_NO)
    ours = {"200": answer("The marks of the thread", own)}
    hits = {"200": answer("What was found", list_of(ref("Hit")))}
    threads = {"200": answer("Threads", list_of(ref("Thread")))}
    posts = {"200": answer("Posts", list_of(ref("Post")))}
    return {
        "/search": {
            "get": operation(
                "search", "Search threads", hits, (query("q", TEXT, required=True), LIMIT, CURSOR)
            )
        },
        "/similar": {
            "get": operation(
                "similar",
                "Threads with a title like this",
                hits,
                (query("title", TEXT, required=True), LIMIT),
            )
        },
        "/boards": {
            "get": operation("boards", "List boards", {"200": answer("Boards", list_of(ref("Board")))})
        },
        "/me": {"get": operation("me", "Whose token this is", {"200": answer("The account", ref("Me"))})},
        "/threads": {
            "get": operation("threads", "List threads", threads, (LIMIT, CURSOR)),
            "post": operation("createThread", "Open a thread", made, (KEY,), new_thread),
        },
        "/threads/{thread_id}": {"get": operation("thread", "Show a thread", one, (THREAD_ID,))},
        "/threads/{thread_id}/posts": {
            "get": operation("posts", "List posts", posts, (THREAD_ID, LIMIT, CURSOR)),
            "post": operation("createPost", "Reply", replied, (THREAD_ID, KEY), new_post),
        },
        "/uploads": {
            "post": operation(
                "createUpload",
                "Upload an image or a file, to be named in a thread or a post within two days",
                {"201": answer("Kept", ref("Upload"))},
                (),
                shape(file={"type": "string", "format": "binary"}),
                "multipart/form-data",
            )
        },
        "/threads/{thread_id}/solution": {
            "put": operation("accept", "Mark the solution", marked, (THREAD_ID,), shape(post_id=NUMBER)),
            "delete": operation(
                "unaccept",
                "Take the mark away; as its asker, say that it did not help",
                marked,
                (THREAD_ID, query("did_not_help", YES_NO)),
            ),
        },
        "/posts/{post_id}/helpful": {
            "put": operation("findHelpful", "Call a post helpful", voted, (POST_ID,)),
            "delete": operation("findHelpfulNoMore", "Take the own vote back", voted, (POST_ID,)),
        },
        "/threads/{thread_id}/affected": {
            "put": operation("beAffected", "Say me too, and follow", ours, (THREAD_ID,)),
            "delete": operation("beAffectedNoMore", "Take me too back", ours, (THREAD_ID,)),
        },
        "/threads/{thread_id}/following": {
            "put": operation("follow", "Follow a thread", ours, (THREAD_ID,)),
            "delete": operation("unfollow", "Hear no more of a thread", ours, (THREAD_ID,)),
        },
        **_owing(),
    }


def _owing() -> Json:
    owed = {"200": answer("What is owed", list_of(ref("Obligation")))}
    one = {"200": answer("The obligation", ref("Obligation"))}
    shown = {"200": answer("Whether the post is shown", shape(post_id=NUMBER, shown=YES_NO))}
    hides = shape(("reason",), reason=TEXT, delete=YES_NO)
    return {
        "/threads/{thread_id}/obligations": {
            "get": operation("obligations", "Who is owed a word: the team sees all", owed, (THREAD_ID,))
        },
        "/threads/{thread_id}/helped": {
            "put": operation("sayHelped", "Say that the answers helped", owed, (THREAD_ID,))
        },
        "/obligations/{obligation_id}/waiver": {
            "put": operation(
                "waive", "Say that it needs no answer", one, (OBLIGATION_ID,), shape(reason=TEXT)
            ),
            "delete": operation("contradict", "Say that it needs one after all", one, (OBLIGATION_ID,)),
        },
        "/posts/{post_id}/withdrawal": {
            "put": operation("withdraw", "Take an own post back", shown, (POST_ID,)),
            "delete": operation("restore", "Publish an own post again", shown, (POST_ID,)),
        },
        "/posts/{post_id}/hiding": {
            "put": operation("hide", "Hide a post, for a reason of the list", shown, (POST_ID,), hides),
            "delete": operation("show", "Show a hidden post again", shown, (POST_ID,)),
        },
    }


@blueprint.get("/openapi.json")
def openapi() -> Response:
    """Describe the API."""
    named = {
        "Thread": schemas.THREAD,
        "WholeThread": schemas.WHOLE_THREAD,
        "Post": schemas.POST,
        "Upload": schemas.UPLOAD,
        "Obligation": schemas.OBLIGATION,
        "Board": schemas.BOARD,
        "Hit": schemas.HIT,
        "Waiting": schemas.WAITING,
        "Problem": schemas.PROBLEM,
        "Me": schemas.ME,
    }
    return jsonify(
        openapi="3.1.0",
        info={
            "title": "Zuruf",
            "version": "1",
            "description": "Reading needs no token; writing needs one of scope write,"
            " texts of the team, and boards that the team alone sees, one of scope staff.",
        },
        servers=[{"url": app_settings().base_url + "/api/v1"}],
        paths=_paths(),
        components={
            "schemas": named,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
        security=[{}, {"token": []}],
    )
