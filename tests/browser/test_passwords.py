"""A password can be looked at while it is typed, where a script can hide it again."""

import pytest
from playwright.sync_api import expect

from tests.browser.people import press
from tests.browser.places import PASSWORD


@pytest.mark.parametrize("address", ["/account/login", "/account/register"])
def test_a_password_is_shown_and_hidden_with_keys_and_sent_as_one(place, visit, address):
    page = visit()
    page.goto(place.url + address)
    field, button = page.locator("#password"), page.get_by_role("button", name="Passwort zeigen")
    field.fill("ein langer Satz")
    page.keyboard.press("Tab")
    expect(button).to_be_focused()
    page.keyboard.press("Space")
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(field).to_have_attribute("type", "text")
    assert field.input_value() == "ein langer Satz"
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(field).to_have_attribute("type", "password")
    button.click()
    # Stays on this page to look at the field as it is sent.
    page.evaluate("addEventListener('submit', event => event.preventDefault())")
    page.locator("main form button[type=submit]").click()
    expect(field).to_have_attribute("type", "password")


def test_who_signs_in_after_looking_is_signed_in(place, visit):
    page = visit()
    page.goto(f"{place.url}/account/login")
    page.locator("#email").fill("mara@example.org")
    page.locator("#password").fill(PASSWORD)
    page.locator("[data-reveal]").click()
    press(page.locator("main form button[type=submit]"))
    assert page.locator("details.account").count()


def test_without_a_script_no_button_is_offered(place, visit):
    page = visit(java_script_enabled=False)
    page.goto(f"{place.url}/account/login")
    assert page.locator("[data-reveal]").count() == 1
    expect(page.locator("[data-reveal]")).to_be_hidden()
