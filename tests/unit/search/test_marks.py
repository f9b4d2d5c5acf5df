"""Words of texts are marked by the same terms that they are found by, though few are taken apart for it."""

from itertools import product

from community.search.analysis import Analyser
from community.search.folding import words
from community.search.seed_nouns import NOUNS
from community.search.stop_words import STOP_WORDS
from community.search.vocabulary import Vocabulary

ANALYSER = Analyser(Vocabulary())
TEXT = """
Die Rechnungsnummer stand auf der Mahngebühr, der Kirchturm bricht ab und wurde abgebrochen; Bestellnummern,
Kundendienste, Geräteschäden, Sitzplatzreservierungen, kostenlose Routerupdates und Glasfaseranschlüsse.
Dying, lying and tying skies are gently news; the printers were printing, connections broke and got broken.
Er gab, gegeben, einzurichten, zurückgesetzt, Museen, Firmen, Themas, Viren, Passwortänderung, E-Mail-Adresse, 5GB.
"""


def test_a_word_is_marked_where_any_term_of_it_is_one_that_is_looked_for():
    found = [word for word in words(TEXT) if word.folded not in STOP_WORDS]
    searches = [word.surface for word in found] + sorted(NOUNS)[::25]
    marked = 0
    for search, word in product(searches, found):
        marks = ANALYSER.marks(search)
        terms = ANALYSER.index_terms([word._replace(whole="")], None)
        assert ANALYSER.matches(word, marks) == (not marks.terms.isdisjoint(terms)), (search, word.surface)
        marked += ANALYSER.matches(word, marks)
    assert marked > len(found), "there are kin among the words"
