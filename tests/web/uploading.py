"""Files that people at their browsers send, with a form or as the editor's script does."""

import io
import re

from tests.pictures import picture

ADDRESS = re.compile(r'"(/uploads/[^"]+)"')


def a_file(content=None, name="screenshot.png"):
    return io.BytesIO(picture() if content is None else content), name


def send(browser, content=None, name="screenshot.png"):
    """Send one file as the script of the editor does."""
    token = browser.token()
    return browser.open("/uploads", method="POST", data={"csrf_token": token, "file": a_file(content, name)})


def asked(browser, **fields):
    """Ask with a file, without script; return the address of the thread."""
    answer = browser.submit(
        "/ask",
        **{"title": "No line since noon", "board": "internet", "body": "Look:", "files": a_file(), **fields},
    )
    assert answer.status_code == 302, answer.text
    return answer.location


def thread_page(browser, address):
    answer = browser.get(address)
    return browser.get(answer.location) if answer.status_code == 301 else answer
