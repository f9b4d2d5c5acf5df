"""The reader's screen: notes at paragraphs, what a machine noticed, who reads along, and the next draft."""

import pytest

from community.model.readings import ReadingNote
from tests.integration.drafting import revise
from tests.stories import asked, drafted, newest
from tests.web.test_input import count

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)

TWO = "Hallo Mara,\n\ndie Frist beträgt drei Monate."


def noted(reader, draft, paragraph="1", note="Stimmt die Frist?"):
    address = f"/desk/readings/{draft}"
    return reader.submit(address, f"{address}/notes", paragraph=paragraph, note=note)


def test_a_note_stands_at_its_paragraph_until_it_is_settled(site):
    cast = site.cast
    draft = drafted(cast, asked(cast), source=TWO)
    jana, svea, address = site.signed_in("Jana"), site.signed_in("Svea"), f"/desk/readings/{draft}"
    assert jana.get(address).text.count("<td") == 2
    assert noted(jana, draft).status_code == 302
    assert "Stimmt die Frist?" in svea.get(address).text
    assert "Stimmt die Frist?" in jana.get(address).text.split("<td")[2]
    assert "settled by" not in jana.get(address).text
    assert "Note here" not in svea.get(address).text
    revise(cast, cast.svea, draft, 1, source=TWO.replace("drei Monate", "einen Monat"))
    page = jana.get(address).text
    assert "settled by Svea" in page
    assert 'href="#change-1-1"' in page
    assert 'id="change-1-1"' in page
    assert "1 note at another version" in jana.get(f"{address}?view=only").text
    for view in ("customer", "only"):
        assert "<del>" not in jana.get(f"{address}?view={view}").text


def test_an_empty_note_is_told_so(site):
    draft = drafted(site.cast, asked(site.cast), source=TWO)
    answer = noted(site.signed_in("Jana"), draft, note=" ")
    assert (answer.status_code, "Please write what you noticed." in answer.text) == (422, True)
    assert count(site.cast, ReadingNote) == 0


def test_what_was_noticed_stands_beside_the_question(site):
    cast = site.cast
    thread = asked(cast, source="Müssen wir den Router zurückschicken? Und was kostet das Porto?")
    draft = drafted(cast, thread, source="Das Porto zahlen wir. Unannehmlichkeiten! Ruf 0431 1234567 an.")
    page = site.signed_in("Jana").get(f"/desk/readings/{draft}").text
    assert "Perhaps not answered: <b>Müssen wir den Router zurückschicken?</b>" in page
    assert "Sounds like a template: <b>Unannehmlichkeiten</b>" in page
    assert "Looks like customer data: <b>0431 1234567</b>" in page


def test_who_reads_along_is_named(site):
    draft = drafted(site.cast, asked(site.cast))
    jana, ole, address = site.signed_in("Jana"), site.signed_in("Ole"), f"/desk/readings/{draft}"
    assert jana.submit(address, f"{address}/lease").text == ""
    assert ole.submit(address, f"{address}/lease").text == "Jana reads it, too"
    assert "Ole reads it, too" in jana.get(address).text
    assert ole.submit(address, f"/desk/drafts/{draft}/approval").status_code == 302


def test_a_reader_is_led_on_to_what_else_waits(site):
    cast = site.cast
    thread = asked(cast)
    first, own, second = drafted(cast, thread), drafted(cast, thread, cast.jana), drafted(cast, thread)
    jana = site.signed_in("Jana")
    done = jana.submit(f"/desk/readings/{first}", f"/desk/drafts/{first}/approval")
    assert done.location == f"/desk/readings/{second}"
    done = jana.submit(f"/desk/readings/{second}", f"/desk/drafts/{second}/return", comment="Kürzer.")
    assert done.location == "/desk/readings"
    page = jana.get(f"/desk/readings/{own}").text
    assert "Somebody else reads your own answers." in page
    assert "/approval" not in page


def test_a_reader_who_edits_asks_for_another_one(site):
    draft = drafted(site.cast, asked(site.cast))
    jana = site.signed_in("Jana")
    sent = jana.submit(f"/desk/drafts/{draft}/edit", body="Zieh bitte den Stecker.")
    assert sent.status_code == 302
    assert "Somebody else reads your own answers." in jana.get(f"/desk/readings/{draft}").text
    ole = site.signed_in("Ole")
    assert "Zieh bitte den Stecker." in ole.get(f"/desk/readings/{draft}").text
    assert newest(site.cast, draft)
    assert ole.submit(f"/desk/readings/{draft}", f"/desk/drafts/{draft}/approval").status_code == 302
