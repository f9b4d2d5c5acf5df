"""Which form of address somebody uses in German: du or Sie."""

import re

# Lower-case only: "Du" at the start of a sentence counts, "DU" as an abbreviation does not.
_DU = re.compile(r"\b(?:[Dd]u|[Dd]ich|[Dd]ir|[Dd]ein(?:e[mnrs]?)?|[Ee]uch|[Ee]uer|[Ee]ure[mnrs]?)\b")
# "Sie" is also "they" and "she" at the start of a sentence: there it says nothing.
_SIE = re.compile(r"(?<=[a-zäöüß,;:] )(?:Sie|Ihnen|Ihr(?:e[mnrs]?)?)\b")


def form_of_address(text: str) -> str | None:
    """Return `du` or `sie`, whichever `text` uses more often; None where it uses neither."""
    du, sie = len(_DU.findall(text)), len(_SIE.findall(text))
    if not du and not sie:
        return None
    return "du" if du >= sie else "sie"
