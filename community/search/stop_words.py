"""Function words of German and English: they say which language a text is in and count little in a score.

Negations are not among them: "geht nicht" and "geht" are different questions.
"""

from collections.abc import Iterable

from community.search.folding import Word, fold

_GERMAN = """
aber als am an auch auf aus bei beim bin bis bist bitte da danke dann das dass dein deine dem den denn der des dich die
dies diese diesem diesen dieser dieses dir doch dort du durch ein eine einem einen einer eines er es euch euer für gibt
habe haben hallo hat hatte hatten hier ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im in ins ist ja jetzt kann kannst
können könnte könnten könnt mal man mein meine meinem meinen meiner mich mir mit mochte möchte muss müssen nach noch nun
nur ob oder schon sehr sein seine seinem seinen seiner seit sich sie sind so soll sollen sollte sollten um und uns unser
unsere unter viel viele vom von vor wann war waren warum was weil welche welchem welchen welcher welches wem wen wenn
wer werde werden wessen wie wieso will wir wird wo wollen wurde wurden während zu zum zur über
"""
_ENGLISH = """
a about all also am an and any are as at be because been but by can could did do does for from get had has have hello
here hi his how i if in into is it its just may me might my of on one or our please possible should so some than thanks
that the their them then there these they this those to us was way we were what when where which who why will with would
you your
"""

GERMAN = frozenset(fold(word) for word in _GERMAN.split())
ENGLISH = frozenset(fold(word) for word in _ENGLISH.split())
STOP_WORDS = GERMAN | ENGLISH
_ONLY_GERMAN = GERMAN - ENGLISH
_ONLY_ENGLISH = ENGLISH - GERMAN
# Beyond this the language of a text is known; reading on would only cost time.
_SAMPLE = 2_000


def language_of(found: Iterable[Word]) -> str | None:
    """Return "de" or "en" where the function words among a text's words leave no doubt, else None."""
    german = english = 0
    for word in found:
        if word.start >= _SAMPLE:
            break
        german += word.folded in _ONLY_GERMAN
        english += word.folded in _ONLY_ENGLISH
    if max(german, english) < 3 or max(german, english) <= 3 * min(german, english):
        return None
    return "de" if german > english else "en"
