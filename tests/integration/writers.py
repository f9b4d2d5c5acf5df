"""People and programs that write on and on while processes are killed, and remember what they got an answer to."""

import json
import random
import re
import threading
from http.client import HTTPException
from http.cookiejar import CookieJar
from itertools import count
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, Request, build_opener
from uuid import uuid4

from tests.browser.places import PASSWORD
from tests.drills import kill, processes
from tests.waiting import until


class Stay(HTTPRedirectHandler):
    """Follows nothing: where a form leads is its answer."""

    def redirect_request(self, *given):
        return None


class Writer(threading.Thread):
    """Somebody who posts on and on, and sends the same thing again until it gets an answer, as a browser would."""

    def __init__(self, server):
        super().__init__(daemon=True)
        self.server = server
        cookies = HTTPCookieProcessor(CookieJar())
        self.reading, self.posting = build_opener(cookies), build_opener(cookies, Stay)
        self.done = threading.Event()
        self.acknowledged = []
        self.surprises = []

    def run(self):
        for turn in count():
            if self.done.is_set():
                return
            # Letters alone, so that each is one word to every search engine.
            word = "w" + uuid4().hex.translate(str.maketrans("0123456789", "ghjkmnpqrs"))
            until(self.sending(turn, word), f"an answer to {word}", 120)
            self.acknowledged.append(word)

    def fetch(self, path, body=None, **headers):
        """Return status, text and where it leads; status 0 where nobody answered."""
        request = Request(self.server.url + path, body, {"Host": self.server.host, **headers})
        browser = self.reading if body is None else self.posting
        try:
            with browser.open(request, timeout=30) as answer:
                return answer.status, answer.read().decode(), ""
        except HTTPError as error:
            with error:
                return error.code, "", error.headers.get("Location", "")
        except (URLError, OSError, HTTPException):
            # A kill in the middle of an answer leaves half of it, which is no acknowledgement.
            return 0, "", ""

    def kept(self, status, wanted):
        if status != wanted and 400 <= status < 500:
            self.surprises.append(status)
        return status == wanted


class Person(Writer):
    """Somebody at a browser of their own, who sends a form until it is answered."""

    def sign_in(self, name="mara"):
        sent = self.fields("/account/login") | {"email": f"{name}@example.org", "password": PASSWORD}
        assert self.fetch("/account/login", urlencode(sent).encode())[0] == 302

    def fields(self, path):
        status, page, _ = self.fetch(path)
        found = dict(re.findall(r'name="(csrf_token|submission|version_id)" value="([^"]+)"', page))
        return found if status == 200 else None

    def insist(self, page, action, given):
        """Send a form of `page` until it was done, or was found done; return where it led."""
        sent = urlencode(until(lambda: self.fields(page), f"the form of {page}", 120) | given).encode()
        led = []

        def answered():
            status, _, where = self.fetch(action, sent)
            led.append(where)
            # "This was settled in the meantime": the first try was done, and its answer died with the server.
            return (status == 409 and len(led) > 1) or self.kept(status, 302)

        until(answered, f"an answer of {action}", 120)
        return led[-1]

    def find(self, page, pattern):
        """Return the first group of a pattern in a page, None where there is none."""
        found = re.search(pattern, self.fetch(page)[1])
        return found and found[1]


class Form(Person):
    """With a browser: the page's token and its key go with every try."""

    def sending(self, turn, word):
        sent = until(lambda: self.fields("/ask"), "the form", 120)
        sent |= {
            "title": f"Frage {turn}: {word}",
            "board": "internet",
            "body": f"Es geht um {word}.",
            "step": "publish",
        }
        return lambda: self.kept(self.fetch("/ask", urlencode(sent).encode())[0], 302)


class Program(Writer):
    """With a token: the key goes in a header."""

    def __init__(self, server, token, thread_id):
        super().__init__(server)
        self.token, self.path = token, f"/api/v1/threads/{thread_id}/posts"

    def sending(self, turn, word):
        return self.posting_of({"body": f"Nachtrag {turn}: {word}."}, word)

    def posting_of(self, sent, word):
        body = json.dumps(sent).encode()
        headers = {
            "Authorization": f"Bearer {self.token}",
            "Content-Type": "application/json",
            "Idempotency-Key": word,
        }
        return lambda: self.kept(self.fetch(self.path, body, **headers)[0], 201)


class Uploader(Program):
    """With a file for each of its first posts; a file that was sent twice is carried once."""

    MOST = 40
    """Less than the files a member may send in a day, with those sent again."""

    def __init__(self, server, token, thread_id):
        super().__init__(server, token, thread_id)
        self.uploaded = []

    def sending(self, turn, word):
        sent = {"body": f"Nachtrag {turn}: {word}."}
        if turn < self.MOST:
            self.uploaded.append(until(lambda: self.upload(word), f"the file {word} to be taken", 120))
            sent["uploads"] = self.uploaded[-1:]
        return self.posting_of(sent, word)

    def upload(self, word):
        """Send one file; return its id, None where nobody answered."""
        lines = [
            "--border",
            'Content-Disposition: form-data; name="file"; filename="router.log"',
            "",
            word,
            "--border--",
            "",
        ]
        headers = {
            "Authorization": f"Bearer {self.token}",
            "Content-Type": "multipart/form-data; boundary=border",
        }
        status, text, _ = self.fetch("/api/v1/uploads", "\r\n".join(lines).encode(), **headers)
        return json.loads(text)["id"] if self.kept(status, 201) else None


class Desk(Writer):
    """A customer, an author and a reader at three browsers: a question, its answer, the approval, the solution."""

    def __init__(self, server):
        super().__init__(server)
        self.people = {name: Person(server) for name in ("mara", "svea", "jana")}

    def sign_in(self):
        for name, person in self.people.items():
            person.sign_in(name)

    def sending(self, turn, word):
        mara, svea, jana = self.people.values()
        asked = {"title": f"Frage {turn}: {word}", "board": "internet", "body": "Was nun?", "step": "publish"}
        page = urlsplit(mara.insist("/ask", "/ask", asked)).path
        thread = re.search(r"/threads/\d+", page)[0]
        case = f"/desk{thread}"
        svea.insist(case, f"{case}/drafts", {"body": f"Es hilft {word}."})
        reading = until(lambda: jana.find(case, r"(/desk/readings/\d+)"), "the draft", 120)
        jana.insist(reading, reading.replace("readings", "drafts") + "/approval", {})
        # Only the solution closes the turn, so each kill meets one of the four acts.
        post = until(lambda: mara.find(page, r'name="post_id" value="(\d+)"'), "the post", 120)
        mara.insist(page, f"{thread}/solution", {"post_id": post})
        return lambda: True


def strike(server):
    """Kill one of the processes, or all of them."""
    target = random.choice(["web", "web worker", "worker", "everything", "everything"])
    if target == "everything":
        server.kill()
        server.start()
        return
    found = processes(server)
    kill({"web": found.web, "web worker": found.web_workers[0], "worker": found.worker or found.web}[target])
