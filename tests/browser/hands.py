"""Two ways to use a page: with keys alone where scripts run, and with a pointer where none does."""

from abc import ABC, abstractmethod
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.people import settled

# What has the focus, whether its ring shows on itself or on the row or card around it, and whether it is covered.
FOCUS = """() => {
    const e = document.activeElement;
    if (!e || e === document.body) return null;
    const drawn = (s) => s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2;
    const ring = (x) => [x, x.nextElementSibling ?? x].some((y) => drawn(getComputedStyle(y)))
        || drawn(getComputedStyle(x, "::after"));
    let around = e;
    for (let up = 0; around && up < 5 && !ring(around); up++) around = around.parentElement;
    const box = e.getBoundingClientRect();
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, 20));
    return {
        name: e.outerHTML.slice(0, 120),
        ringed: Boolean(around && ring(around)),
        covered: !top || ![e, ...(e.labels ?? [])].some((x) => x.contains(top) || top.contains(x)),
    };
}"""
# As many stops as a page with a dozen posts has; whoever needs more has lost the way.
_STOPS = 160


class Hand(ABC):
    """Somebody at a page; controls are named by selectors, of several the first that is seen is meant."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @abstractmethod
    def press(self, selector: str) -> None:
        """Press a button, a link or what unfolds something."""

    @abstractmethod
    def choose(self, selector: str) -> None:
        """Tick a box, or one of several that exclude each other."""

    @abstractmethod
    def write(self, selector: str, text: str) -> None:
        """Write in place of what stands in a field."""

    @abstractmethod
    def pick(self, selector: str, label: str) -> None:
        """Pick an entry of a list that unfolds."""

    @abstractmethod
    def attach(self, selector: str, path: Path) -> None:
        """Choose a file."""

    def lead(self, selector: str) -> None:
        """Press what leads to another page, and wait for that page."""
        with self.page.expect_navigation():
            self.press(selector)
        settled(self.page)

    def sees(self, selector: str, text: str = "") -> None:
        """Wait until something is seen that holds `text`."""
        expect(self.page.locator(selector).filter(has_text=text, visible=True).first).to_be_visible()

    def finds(self, selector: str) -> None:
        """Wait until something is there, perhaps folded away."""
        expect(self.page.locator(selector).first).to_be_attached()


class Keys(Hand):
    """Tab, Enter, Space, arrows and letters."""

    def press(self, selector: str) -> None:
        """Go there with Tab and press Enter."""
        self.tab_to(selector)
        self.page.keyboard.press("Enter")

    def choose(self, selector: str) -> None:
        """Tick with Space; among radio buttons go on with the arrow."""
        group = self.page.locator(selector).first.evaluate(
            "e => e.type === 'radio' ? `input[type=radio][name='${e.name}']` : ''"
        )
        self.tab_to(group or selector)
        self.page.keyboard.press("Space")
        for _ in range(_STOPS if group else 0):
            if self._there(selector):
                return
            self.page.keyboard.press("ArrowDown")

    def write(self, selector: str, text: str) -> None:
        """Take out what stands there and type."""
        self.tab_to(selector)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.press("Delete")
        self.page.keyboard.type(text)

    def pick(self, selector: str, label: str) -> None:
        """Type the beginning of the entry."""
        self.tab_to(selector)
        self.page.keyboard.type(label)

    def attach(self, selector: str, path: Path) -> None:
        """Open the chooser of the browser."""
        with self.page.expect_file_chooser() as chooser:
            # On the way the browser learns that somebody waits for its chooser.
            self.tab_to(selector)
            self.page.keyboard.press("Enter")
        chooser.value.set_files(path)

    def tab_to(self, selector: str) -> None:
        """Press Tab until what is meant has the focus, and look whether it is seen."""
        for _ in range(_STOPS):
            if self._there(selector):
                return self._sees_focus()
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{_STOPS} times Tab do not lead to {selector} on {self.page.url}")

    def _sees_focus(self) -> None:
        found = self.page.evaluate(FOCUS)
        assert found["ringed"], f"the focus is not seen on {found['name']}"
        assert not found["covered"], f"something covers {found['name']}"

    def _there(self, selector: str) -> bool:
        found: bool = self.page.evaluate("wanted => document.activeElement.matches(wanted)", selector)
        return found


class Pointer(Hand):
    """A pointer, in a browser that runs no script."""

    def press(self, selector: str) -> None:
        """Click."""
        self.page.locator(selector).filter(visible=True).first.click()

    def choose(self, selector: str) -> None:
        """Click what is written beside it."""
        self.page.locator(selector).first.locator("xpath=ancestor::label").click()

    def write(self, selector: str, text: str) -> None:
        """Fill the field."""
        self.page.locator(selector).first.fill(text)

    def pick(self, selector: str, label: str) -> None:
        """Select by what is read."""
        self.page.locator(selector).select_option(label=label)

    def attach(self, selector: str, path: Path) -> None:
        """Set the file."""
        self.page.locator(selector).set_input_files(path)
