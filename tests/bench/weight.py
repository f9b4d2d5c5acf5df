"""What a browser that never was here before has to fetch for a page."""

import os
from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Request, sync_playwright

from tests.browsers import ARGUMENTS, DESKTOP, chromium


def weigh(url: str, paths: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return for each named path the requests and the bytes on the wire of a first visit, as Chromium counts them."""
    options = [*ARGUMENTS, "--no-sandbox"] if os.geteuid() == 0 else ARGUMENTS
    found = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=options)
        for name, path in paths.items():
            context = browser.new_context(viewport=DESKTOP, locale="de-DE")  # type: ignore[arg-type]
            page = context.new_page()
            sent: list[Request] = []
            page.on("requestfinished", lambda request, sent=sent: sent.append(request))
            page.goto(f"{url}{path}", wait_until="networkidle")
            # What a page tells afterwards (that it was read) loads nothing.
            loaded = [request for request in sent if request.method == "GET"]
            sizes = [request.sizes()["responseBodySize"] for request in loaded]
            found.append({"page": name, "requests": len(sizes), "bytes": sum(sizes)})
            context.close()
        browser.close()
    return found
