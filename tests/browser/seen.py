"""The pages that tests look at: for each role every page that is shown to it, by a word for what is on it."""

GUEST = {
    "landing": "/",
    "landing, filtered": "/?filter=solved",
    "landing, nothing": "/?filter=follow_up&page=1",
    "boards": "/boards",
    "board": "/boards/internet",
    "empty board": "/boards/several",
    "narrowed board": "/boards/several?product=geraet:Router",
    "tag": "/tags/nothing",
    "thread": "/threads/{solved}",
    "thread without answer": "/threads/{open}",
    "ask": "/ask",
    "ask with a title": "/ask?title=WLAN+bricht+jeden+Abend+ab",
    "search": "/search",
    "search with hits": "/search?q=WLAN",
    "search without hits": "/search?q=Zimtschnecke",
    "sign in": "/account/login",
    "register": "/account/register",
    "reset": "/account/reset",
    "dead link": "/account/confirm/nothing",
    "profile": "/members/Svea",
    "news": "/news",
    "history": "/posts/{answer}/history",
    "keys": "/keys",
    "imprint": "/imprint",
    "how we work": "/how-we-work",
    "not found": "/nothing/here",
}
CUSTOMER = {
    "landing with a reminder": "/",
    "own thread": "/threads/{solved}",
    "answered": "/threads/{answered}",
    "ask signed in": "/ask",
    "edit": "/posts/{own}/edit",
    "settings": "/account/settings",
    "own name": "/account/settings/profile",
    "own address": "/account/settings/email",
    "own password": "/account/settings/password",
    "devices": "/account/settings/sessions",
    "mails": "/account/settings/mails",
    "display": "/account/settings/display",
    "bookmarks": "/bookmarks",
    "follows": "/follows",
    "quoting": "/threads/{answered}?quote={unread}",
    "which answer helped": "/threads/{answered}/solution",
    "notifications": "/notifications",
    "own profile": "/members/Mara?tab=questions",
}
MODERATOR = {
    "thread to look after": "/threads/{solved}",
    "question to look after": "/threads/{open}",
    "hidden post": "/threads/{answered}",
    "held texts": "/desk/held",
    "somebody": "/members/Nils",
}
STAFF = {
    "queue": "/desk/",
    "one lane": "/desk/?lane=answer&all=1",
    "case": "/desk/threads/{open}",
    "case with a follow-up": "/desk/threads/{solved}",
    "own draft": "/desk/drafts/{waiting}",
    "returned draft": "/desk/drafts/{returned}",
    "own text to be read": "/desk/readings/{waiting}",
    "new thread": "/desk/threads/new",
    "missed searches": "/desk/missed-searches",
    "edit of an own answer": "/posts/{answer}/edit",
    "thread of the team": "/threads/{solved}",
    "notifications of the team": "/notifications",
    "settings of the team": "/account/settings",
    "refused": "/ask",
}
READER = {
    "readings": "/desk/readings",
    "reading": "/desk/readings/{waiting}",
    "reading an edit": "/desk/readings/{edit}",
    "customer view": "/desk/readings/{waiting}?view=customer",
    "draft of somebody else": "/desk/drafts/{waiting}",
    "take over": "/desk/drafts/{waiting}/edit",
}
ADMINISTRATOR = {
    "overview": "/admin/",
    "admin settings": "/admin/settings",
    "admin boards": "/admin/boards",
    "admin board": "/admin/boards/internet",
    "fields": "/admin/boards/internet/fields",
    "board that asks": "/admin/boards/several/fields",
    "people": "/admin/people",
    "people, found": "/admin/people?q=Svea",
    "teams": "/admin/teams",
    "tags": "/admin/tags",
    "clauses": "/admin/clauses",
    "reading rules": "/admin/reading-rules",
    "dead letters": "/admin/dead-letters",
    "audit": "/admin/audit",
    "public thread": "/threads/{answered}",
    "held": "/desk/held",
}
STATUS = {"tag": 404, "not found": 404, "dead link": 410, "refused": 403}
"""Error pages are pages too."""
PAGES = tuple(
    address
    for pages in (GUEST, CUSTOMER, MODERATOR, STAFF, READER, ADMINISTRATOR)
    for address in pages.values()
)
"""All of them."""
