"""Which reading rule holds: the strictest that is met, and no word an author can write makes it laxer."""

import pytest

from community.model.reading_rules import ReadingRule
from community.policy.reading import Reach, rule_in_force, watched_words
from community.policy.unread import confirms_unread

HERE, ABOVE, ELSEWHERE = 1, 2, 3
TAG, OTHER_TAG = 7, 8


def rule(name, readers, **asks):
    given = {"id": 1, "words": "", "kind": "", "board_id": None, "tag_id": None} | asks
    return ReadingRule(name=name, readers=readers, **given)


def reach(**given):
    usual = {"boards": frozenset({HERE, ABOVE}), "board_readers": None, "kind": "reply"}
    return Reach(**(usual | given))


def held(site, rules, **given):
    found = rule_in_force(site, rules, reach(**given))
    return found.readers, found.name


@pytest.mark.parametrize("site", [0, 1, 2])
def test_where_no_rule_is_met_the_site_says_it(site):
    rules = [rule("a", 2, board_id=ELSEWHERE), rule("b", 2, tag_id=TAG), rule("c", 2, kind="article")]
    assert held(site, rules) == (site, "")
    assert rule_in_force(site, rules, reach()).text == f"site: {site} reader(s)"


@pytest.mark.parametrize(
    "asks",
    [{"board_id": HERE}, {"board_id": ABOVE}, {"tag_id": TAG}, {"kind": "reply"}, {"words": "vertrag"}, {}],
)
def test_a_rule_that_is_met_holds(asks):
    given = {"tags": frozenset({TAG, OTHER_TAG}), "text": "Zu deinem Handyvertrag:"}
    assert held(1, [rule("strict", 2, **asks)], **given) == (2, "strict")


def test_all_that_a_rule_asks_must_be_met():
    strict = rule("strict", 2, board_id=HERE, words="frist")
    assert held(1, [strict], text="Ohne das Wort.")[0] == 1
    assert held(1, [strict], text="Die Frist läuft.", boards=frozenset({ELSEWHERE}))[0] == 1
    assert held(1, [strict], text="Die Frist läuft.")[0] == 2


def test_the_strictest_of_those_met_holds_and_the_first_of_equals_is_named():
    rules = [rule("lax", 1), rule("first", 2), rule("second", 2)]
    assert held(1, rules) == (2, "first")


def test_a_rule_of_the_place_may_ask_for_less_than_the_site():
    assert held(2, [rule("solo", 0, board_id=HERE)]) == (0, "solo")
    assert held(1, [], board_readers=0) == (0, "")
    assert held(1, [rule("strict", 2, kind="reply")], board_readers=0) == (2, "strict")


@pytest.mark.parametrize("asks", [{"words": "urgent"}, {"tag_id": TAG}])
@pytest.mark.parametrize("site", [1, 2])
def test_what_an_author_chooses_never_makes_it_laxer(asks, site):
    met = {"text": "urgent", "tags": frozenset({TAG})}
    for readers in (0, 1):
        assert held(site, [rule("trick", readers, **asks)], **met)[0] == site


@pytest.mark.parametrize(
    "text", ["KÜNDIGUNG", "Ku\u0308ndigung", "Kündi\u00adgung", "Kün\u200bdigung", "die\nKündigung"]
)
def test_a_word_is_found_however_it_is_written(text):
    assert held(1, [rule("strict", 2, words="kündigung")], text=text)[0] == 2


def test_the_words_of_a_rule():
    assert watched_words(" Frist , KÜNDIGUNG\nfrist;, ") == ("frist", "kündigung")


@pytest.mark.parametrize(
    ("typed", "will_do"),
    [
        ("Texts appear without a second reader", True),
        ("  texte erscheinen ohne  Gegenlesen. ", True),
        ("", False),
        ("yes", False),
        ("Texts appear without a second", False),
    ],
)
def test_the_sentence_that_is_typed(typed, will_do):
    assert confirms_unread(typed) is will_do
