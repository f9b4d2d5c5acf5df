"""People at a browser: what they type and press, found by names and addresses, never by translated words."""

import itertools
import re
from collections.abc import Callable
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Locator, Page

from tests.browser.places import PASSWORD

_addresses = itertools.count(1)


def person(new_context: Callable[..., BrowserContext], **options: Any) -> Page:
    """Return the page of somebody at an address of their own, so that nobody uses up the tries of another."""
    number = next(_addresses)
    address = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
    page = new_context(extra_http_headers={"X-Forwarded-For": address}, **options).new_page()
    page.on("pageerror", lambda error: _complain(page, f"script: {error}"))
    page.on(
        "console", lambda message: _complain(page, message.text) if "Refused to" in message.text else None
    )
    return page


def form(page: Page, action: str) -> Locator:
    """Return the form that posts to an address with this end."""
    return page.locator(f'main form[method="post"][action$="{action}"]')


def send(page: Page, action: str, **fields: str) -> None:
    """Fill in the form that posts to `action` and press its button."""
    wanted = form(page, action)
    for name, value in fields.items():
        wanted.locator(f'[name="{name}"]').fill(value)
    press(wanted.locator("button[type=submit]").last)
    settled(page)


def press(control: Locator) -> None:
    """Press what leads to another page, and wait for that page: without a script nothing else tells."""
    with control.page.expect_navigation():
        control.click()


def settled(page: Page) -> None:
    """Wait until the page has arrived, and fail if a script of it failed."""
    page.wait_for_load_state()
    assert not complaints(page), complaints(page)


def sign_in(page: Page, base: str, email: str, password: str = PASSWORD) -> None:
    """Sign in with the form."""
    page.goto(f"{base}/account/login")
    send(page, "/account/login", email=email, password=password)
    assert page.locator("details.account").count(), page.content()


def sign_out(page: Page) -> None:
    """Sign out through the account's menu."""
    page.locator("details.account > summary").click()
    press(page.locator('details.account form[action$="/account/logout"] button'))
    settled(page)


def lanes(page: Page, base: str) -> dict[str, int]:
    """Return how much waits in each lane of the desk."""
    page.goto(f"{base}/desk/")
    heads = page.locator(".lane h2").all()
    return {
        (head.get_attribute("id") or "").removeprefix("lane-"): int(head.locator(".num").inner_text())
        for head in heads
    }


def links_in_mail(data: Path, to: str) -> list[str]:
    """Return the addresses in the mails to somebody, oldest first."""
    found = []
    for path in sorted((data / "mail").glob("*.eml")):
        letter = message_from_bytes(path.read_bytes(), policy=policy.default)
        body = letter.get_body(("plain",))
        if to in letter["To"] and body is not None:
            found += re.findall(r"http://\S+", body.get_content())
    return found


def complaints(page: Page) -> list[str]:
    """Return what went wrong in the page's scripts so far."""
    found: list[str] = getattr(page, "complaints", [])
    return found


def _complain(page: Page, text: str) -> None:
    page.complaints = [*complaints(page), text]  # type: ignore[attr-defined]
