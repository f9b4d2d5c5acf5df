"""Words, their folding, the language of a text, compounds, and how long odd input takes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.search.analysis import MOST_CONCEPTS, Analyser
from community.search.folding import LONGEST_WORD, fold, words
from community.search.seed_nouns import NOUNS
from community.search.stemming import root
from community.search.stop_words import STOP_WORDS, language_of
from community.search.vocabulary import Vocabulary, learn
from tests.costs import cpu_seconds

VOCABULARY = Vocabulary()
ANALYSER = Analyser(VOCABULARY)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Straße", "STRASSE"),
        ("Müll", "Muell"),
        ("Ärger", "aerger"),
        ("Café", "cafe"),
        ("a\u0308rger", "ärger"),
    ],
)
def test_spellings_fold_to_one(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize("word", ["neue", "queue", "blaue"])
def test_vowels_that_only_meet_stay(word):
    assert fold(word) == word


def test_negations_are_no_stop_words():
    assert not STOP_WORDS & {"nicht", "kein", "keine", "ohne", "nie", "not", "without", "never", "no"}


def test_runs_know_their_whole():
    assert [(word.surface, word.whole) for word in words("WLAN-Router, 0x80 don't")] == [
        ("wlan", "wlanrouter"), ("router", "wlanrouter"), ("0x80", ""), ("don", ""),
    ]  # fmt: skip


@given(st.text(max_size=400))
def test_words_stand_where_they_say(text):
    for word in words(text):
        assert text[word.start : word.end][:LONGEST_WORD].lower() == word.surface
        root(word.folded)
        VOCABULARY.parts(word.folded)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Ich habe seit gestern keine Verbindung und weiß nicht, was ich tun soll", "de"),
        ("I have had no connection since yesterday and do not know what to do", "en"),
        ("Router Update", None),
        ("", None),
    ],
)
def test_the_language_is_seen_by_function_words(text, language):
    assert language_of(words(text)) == language


@pytest.mark.parametrize(
    ("compound", "parts"),
    [
        ("glasfaseranschluss", {"glasfaser", "anschluss", "glas", "faser"}),
        ("kartenplotter", {"karten", "plotter"}),
        ("mittelbahnsteig", {"mittel", "bahnsteig", "bahn", "steig"}),
        ("rechnungsnummer", {"rechnung", "nummer"}),
        ("magentaanschluss", {"magenta", "anschluss"}),
        ("xyzanschluss", {"anschluss"}),
        ("einanschluss", {"anschluss"}),
        ("telefonquark", {"telefon", "quark"}),
        ("sitzplatzreservierung", {"sitz", "platz", "reservierung", "sitzplatz", "platzreservierung"}),
        ("versicherung", set()),
        ("handlungen", set()),
        ("abendessen", {"abend", "essen"}),
        ("vergessen", set()),
        ("folgenden", set()),
        ("router", set()),
        ("0x80070005", set()),
    ],
)
def test_compounds_come_apart(compound, parts):
    assert set(VOCABULARY.parts(compound)) == parts


def test_a_community_teaches_its_words():
    learnt = learn({"magenta": 5, "selten": 2, "glasfaseranschluss": 9, "router": 9, "haben": 9})
    assert learnt == ["magenta"]
    assert set(Vocabulary(learnt).parts("magentaanschluss")) == {"magenta", "anschluss"}


def test_there_are_enough_seed_nouns():
    assert len(NOUNS) >= 400


def test_a_query_is_bounded():
    assert len(ANALYSER.concepts(" ".join(f"wort{number}" for number in range(500)))) == MOST_CONCEPTS


@pytest.mark.parametrize("unit", ["haus", "a-", "ge", "rechnungs", "ü.", "x' ", "e\u0301"])
def test_time_grows_no_faster_than_text(unit):
    def cost(size):
        return cpu_seconds(lambda: ANALYSER.index_terms(words(unit * (size // len(unit))), None))

    assert cost(65_536) < max(3.0 * cost(32_768), 0.3)
