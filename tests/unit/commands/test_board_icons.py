"""Icons of boards: guessed from the words of their names."""

import pytest

from community.commands.board_icons import icon_for


@pytest.mark.parametrize(
    ("name", "icon"),
    [
        ("Internet & WLAN", "wifi"),
        ("Mobilfunk", "phone"),
        ("Rechnung & Vertrag", "bill"),
        ("TV & Streaming", "tv"),
        ("Geräte", "router"),
        ("Ideen & Lob", "bulb"),
        ("Aktuelles", "news"),
        ("Billing", "bill"),
        ("Videos", "chat"),
        ("Sonstiges", "chat"),
        ("", "chat"),
    ],
)
def test_guesses_the_icon(name, icon):
    assert icon_for(name) == icon
