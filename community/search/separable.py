"""Put German verbs together again whose first part stands at the end of the clause: "stürzt immer ab" is "abstürzt"."""

import re
from collections.abc import Iterator

from community.search.folding import fold
from community.search.stemming import SEPARABLE
from community.search.stop_words import STOP_WORDS

_FIRST_PARTS = "|".join(sorted(SEPARABLE, key=len, reverse=True)).replace("u", "[uü]")
_PARTICLE = re.compile(rf"(?<=\s)(?P<particle>{_FIRST_PARTS})(?=\s*(?:[.,;:!?()\n]|$|und\s|oder\s|wenn\s))")
# A clause is not read further back than this, and this many of its words may be the verb.
_CLAUSE = 120
_MOST_VERBS = 4
_WORD = re.compile(r"(?<!\w)[a-zäöüß]{3,20}(?!\w)")
_BREAK = re.compile(r"[.,;:!?()\n]")


def verbs(text: str) -> Iterator[tuple[str, str]]:
    """Yield each word that may be such a verb, folded, and what it is with its first part in front."""
    for found in _PARTICLE.finditer(text):
        clause = _BREAK.split(text[max(0, found.start() - _CLAUSE) : found.start()])[-1]
        particle = fold(found["particle"])
        words = [fold(word) for word in _WORD.findall(clause)]
        for word in [word for word in words if word not in STOP_WORDS][-_MOST_VERBS:]:
            yield word, particle + word
