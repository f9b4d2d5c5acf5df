"""The sentence somebody types who wants texts of the staff to appear unread."""

UNREAD = {
    "en": "Texts appear without a second reader",
    "de": "Texte erscheinen ohne Gegenlesen",
}
"""By language of the page; either is taken in both."""


def confirms_unread(typed: str) -> bool:
    """Say whether `typed` is the sentence, whatever its capitals, spaces and full stop."""
    said = " ".join(typed.split()).rstrip(".").casefold()
    return said in {sentence.casefold() for sentence in UNREAD.values()}
