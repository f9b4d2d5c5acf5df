"""Reduce a folded word to the terms it is indexed under: its German and English stem and its German root.

The Snowball stems are careful: they keep "Störung", "stören" and "gestört" apart. The root is a bolder guess that
brings a noun, its verb and its participle together; it counts less, so the careful stem wins where both match.
"""

import re
import threading
from functools import lru_cache

import Stemmer

_local = threading.local()

SEPARABLE = (
    "ab an auf aus bei bereit durch ein fern fest frei her heraus herein herum herunter hin hinein hinzu hoch kaputt"
    " los mit nach um unter uber vor weg weiter wieder zu zuruck zusammen"
).split()
_SEPARABLE = "|".join(SEPARABLE)
_PARTICIPLE = re.compile(
    rf"((?:{_SEPARABLE}){{0,2}})ge([a-z]{{3,}}?)e?(?:t|te|tes|ter|ten|tem|en|ene|ener|enes|enen|enem)$"
)
_INFINITIVE_ZU = re.compile(rf"((?:{_SEPARABLE}){{1,2}})zu([a-z]{{3,}}?)e?n$")
_ENDING = re.compile(
    r"(?:isierungen|isierung|isieren|isierte[nrsm]?|isiert|isation|ierungen|ierung|(?<!verl)(?<!fr)ieren|ierte[nrsm]?|iert|iere"
    r"|aturen|atur|ationen|ation|ungen|ungs|ung|innen|in|igkeiten|igkeit|lichkeiten|lichkeit|heiten|heit"
    r"|keiten|keit|end|(?<=er)t|(?<=er)n|(?<=el)t|(?<=el)n"
    r"|ten|tet|tem|ter|tes|test|te|est|en|em|er|es|et|e|n|t)$"
)
# What may be left of an inflection; "Probleme" and "Problem" only meet without the "em".
_REST = re.compile(r"(?:em|en|er|es|e|(?<!s)s)$")
# Strong verbs change their vowel, and no rule finds it: the stems people use when something has to be repaired.
_STRONG = {
    "bund": "bind", "band": "bind", "schloss": "schliess", "schlossen": "schliess", "broch": "brech", "brach": "brech",
    "gang": "geh", "ging": "geh", "gab": "geb", "gib": "geb", "nomm": "nehm", "nomme": "nehm", "nahm": "nehm",
    "nimm": "nehm", "sproch": "sprech", "sprach": "sprech", "schrieb": "schreib", "stell": "stell", "flog": "flieg",
    "bot": "biet", "lier": "lier", "lor": "lier", "trag": "trag", "trug": "trag", "lauf": "lauf", "zog": "zieh",
    "wies": "weis", "griff": "greif", "hielt": "halt", "stand": "steh", "fand": "find", "fund": "find",
    "sprung": "spring", "sprang": "spring", "schob": "schieb", "rief": "ruf", "lass": "lass", "liess": "lass",
    "traf": "treff", "troff": "treff", "wusst": "wiss", "fuhr": "fahr", "half": "helf", "holf": "helf",
    "schnitt": "schneid", "schied": "scheid", "strich": "streich", "hob": "heb", "lies": "les", "las": "les",
    "stieg": "steig", "sunk": "sink", "sank": "sink", "wuchs": "wachs", "zwung": "zwing", "dung": "ding",
    "brannt": "brenn", "nannt": "nenn", "kannt": "kenn", "dacht": "denk", "bracht": "bring", "sandt": "send",
    "wandt": "wend", "schien": "schein", "blieb": "bleib", "stohl": "stehl", "storb": "sterb", "worb": "werb",
    "lieh": "leih", "fiel": "fall", "sah": "seh", "sieh": "seh", "kam": "komm", "schlug": "schlag", "messen": "mess",
    "fror": "frier", "frier": "frier", "gann": "ginn", "gonn": "ginn", "wann": "winn", "wonn": "winn",
    "schwamm": "schwimm", "schwomm": "schwimm", "bog": "bieg", "trank": "trink", "trunk": "trink",
    "sang": "sing", "sung": "sing",
    "klang": "kling", "klung": "kling", "schwang": "schwing", "schwung": "schwing", "sess": "sitz", "sass": "sitz",
    "tritt": "tret", "trit": "tret", "trat": "tret", "riss": "reiss", "biss": "beiss",
    "glich": "gleich", "schritt": "schreit",
    "stritt": "streit", "ritt": "reit", "litt": "leid", "mied": "meid", "trieb": "treib", "rieb": "reib",
    "schwieg": "schweig", "schwund": "schwind", "schwand": "schwind", "stiess": "stoss",
    "log": "lug", "goss": "giess", "schoss": "schiess", "floss": "fliess",
    "noss": "niess", "kroch": "kriech", "roch": "riech", "galt": "gelt", "golt": "gelt", "warf": "werf",
    "worf": "werf", "wirf": "werf", "starb": "sterb", "stirb": "sterb", "darb": "derb", "dorb": "derb",
    "stach": "stech", "stoch": "stech", "stich": "stech", "brich": "brech", "sprich": "sprech", "triff": "treff",
    "hilf": "helf", "grub": "grab", "wusch": "wasch", "lud": "lad", "schlief": "schlaf", "frass": "fress",
    "mass": "mess", "bat": "bitt", "liest": "les", "schmolz": "schmelz", "quoll": "quell", "lag": "lieg",
    "hing": "hang", "fing": "fang", "tat": "tu", "schmiss": "schmeiss", "spross": "spriess", "zwang": "zwing",
    "drang": "dring", "drung": "dring", "lang": "ling", "lung": "ling", "rang": "ring", "rung": "ring",
    "zug": "zieh", "gass": "gess",
}  # fmt: skip
_STRONG_VERB = re.compile(
    rf"((?:{_SEPARABLE}|be|ent|er|miss|ver|zer){{0,2}})("
    + "|".join(sorted(_STRONG, key=len, reverse=True))
    + ")$"
)
# "Bricht" says what "abbrechen" says, and "Zahlung" what "Bezahlung" does. Of other verbs with a first part the judged
# questions found less well by it: "einrichten" is no kind of "richten".
_FIRST_PART = re.compile(
    rf"(?:{_SEPARABLE})(?P<strong>"
    + "|".join(sorted(verb for verb in set(_STRONG.values()) if len(verb) >= 4))
    + ")$|be(?P<any>[a-z]{4,})$"
)
# "Firma" and "Firmen", "Museum" and "Museen", "Thema" and "Themas" lose different endings.
_LATIN = re.compile(r"(?:(?<=..)ums?|os?|as?)$")
_GENITIVE = re.compile(r"(?<=[a-z]{4}[^siuae])s$")
_LATIN_PLURALS = {
    "viren": "virus", "visa": "visum", "indizes": "index", "boni": "bonus", "modi": "modus", "lexika": "lexikon",
    "atlanten": "atlas", "kakteen": "kaktus", "matrizen": "matrix", "appendizes": "appendix", "tempi": "tempo",
    "globen": "globus", "zyklen": "zyklus", "rhythmen": "rhythmus", "radien": "radius",
    "saldi": "saldo", "soli": "solo", "kodizes": "kodex", "schemata": "schema",
}  # fmt: skip
_VOWEL = re.compile("[aeiouy]")


def german(folded: str) -> str:
    """Return the careful German stem of a folded word."""
    return str(_stemmer("german").stemWord(folded))


def english(folded: str) -> str:
    """Return the English stem of a folded word."""
    return str(_stemmer("english").stemWord(folded))


@lru_cache(maxsize=50_000)
def root(folded: str) -> str:
    """Return the bold German root of a folded word, or "" for one too short ("Foto" is not) or with a digit."""
    if folded in _LATIN_PLURALS:
        return german(_LATIN_PLURALS[folded])
    if len(folded) == 4 and folded.endswith("s"):
        # The careful stem takes "Gans" and "Kurs" for plurals.
        return folded
    if len(folded) < (4 if folded.endswith(("a", "o")) else 5) or not folded.isalpha():
        return ""
    participle = _PARTICIPLE.match(folded) or _INFINITIVE_ZU.match(folded)
    bare = participle[1] + participle[2] if participle else _bare(folded)
    if len(bare) < 3 or not _VOWEL.search(bare):
        return ""
    strong = _STRONG_VERB.match(bare)
    if strong:
        return strong[1] + _STRONG[strong[2]]
    shorter = _REST.sub("", bare)
    return shorter if len(shorter) >= 4 and _VOWEL.search(shorter) else bare


@lru_cache(maxsize=50_000)
def inner_root(folded: str) -> str:
    """Return the root of a word without the first part of its verb: "brech" of "abbrechen"; "" where there is none."""
    found = _FIRST_PART.match(root(folded))
    return (found["strong"] or found["any"]) if found else ""


def _bare(folded: str) -> str:
    latin = _LATIN.sub("", folded)
    if latin != folded and len(latin) >= 3:
        return latin
    # "Modems" as "Modem", which loses its "em" as "Problemen" does.
    return _ENDING.sub("", _GENITIVE.sub("", folded))


@lru_cache(maxsize=50_000)
def stems(folded: str, language: str | None) -> tuple[str, ...]:
    """Return the stems a word is indexed under in a text of this language; both languages' where it is not known."""
    if language == "en":
        return (english(folded),)
    if language == "de":
        return (german(folded),)
    both = (german(folded), english(folded))
    return both if both[0] != both[1] else both[:1]


def _stemmer(language: str) -> Stemmer.Stemmer:
    # A Snowball stemmer keeps state, so each thread has its own.
    found = getattr(_local, language, None)
    if found is None:
        found = Stemmer.Stemmer(language)
        setattr(_local, language, found)
    return found
