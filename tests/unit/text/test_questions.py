"""Which questions an answer leaves open, by the words they share."""

import pytest

from community.text.questions import open_questions, questions

CONTRACT, ROUTER = "Kommen wir früher aus dem Vertrag?", "Müssen wir den Router zurückschicken?"
ASKED = f"{CONTRACT} Wir ziehen um.\n\n{ROUTER}"


@pytest.mark.parametrize(
    ("answer", "left"),
    [
        ("Den Vertrag könnt ihr kündigen, und die Router nehmt ihr mit.", []),
        ("Der Vertrag endet mit dem Monat.", [ROUTER]),
        ("Danke für die Nachricht.", [CONTRACT, ROUTER]),
    ],
)
def test_a_question_without_a_word_in_the_answer_is_left_open(answer, left):
    assert open_questions(ASKED, answer) == left


def test_what_asks_for_nothing_in_particular_is_not_missed():
    assert open_questions("Hat jemand vielleicht welche?", "Nein.") == []
    assert questions("Kein Fragezeichen.") == []
    assert [len(found) for found in questions("a" * 500 + "?")] == [120]
