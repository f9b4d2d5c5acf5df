"""Suggestions below a search field: by keyboard, announced as a list, and never in the way of a plain search."""

from tests.browser.people import settled


def test_the_list_is_walked_with_the_arrows_and_leads_to_the_thread(place, visit):
    page = visit()
    page.goto(f"{place.url}/")
    field = page.get_by_role("searchbox")
    field.focus()
    combobox = page.get_by_role("combobox")
    combobox.wait_for()
    page.keyboard.type("wla")
    options = page.get_by_role("option")
    options.first.wait_for()
    assert 1 <= options.count() <= 5
    assert combobox.get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    assert combobox.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    assert options.first.get_attribute("aria-selected") == "true"
    page.keyboard.press("Escape")
    assert combobox.get_attribute("aria-expanded") == "false"
    assert combobox.get_attribute("aria-activedescendant") is None
    assert combobox.input_value() == "wla"
    page.keyboard.press("ArrowDown")
    goal = options.first.get_attribute("data-href")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    settled(page)
    assert page.url == f"{place.url}{goal}"


def test_enter_alone_searches(place, visit):
    page = visit()
    page.goto(f"{place.url}/boards")
    page.locator("#q").click()
    page.keyboard.type("wlan")
    page.get_by_role("option").first.wait_for()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url == f"{place.url}/search?q=wlan"


def test_boxes_apply_at_once_and_the_number_is_said(place, visit):
    page = visit()
    page.goto(f"{place.url}/search?q=wlan")
    page.locator("input[value=solved]").check()
    # Only then is the number on the page the one that will be said.
    page.wait_for_url("**status=solved**")
    said = page.locator("[data-count]")
    said.filter(has_text=page.locator("#hits").inner_text()).wait_for(state="attached")
    assert page.locator("input[value=solved]").evaluate("box => box === document.activeElement")
    page.locator("[data-results] a.chip").click()
    page.wait_for_url(f"{place.url}/search?q=wlan")
