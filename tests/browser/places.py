"""A place that runs with something in every state: gathered by commands before the server starts."""

from dataclasses import dataclass, field

from argon2 import PasswordHasher
from sqlalchemy import update
from sqlalchemy.orm import Session

from community import schema
from community.commands.drafts import draft_edit
from community.commands.hidings import hide_post
from community.commands.notes import write_note
from community.commands.product_fields import add_field
from community.commands.readings import return_version
from community.commands.solutions import accept_solution
from community.commands.threads import ask
from community.model.members import Member
from community.model.product_fields import FieldKind
from tests.cast import Cast, gather
from tests.databases import Database, connected
from tests.servers import Server
from tests.stories import answered, asked, drafted, newest, replied

PASSWORD = "ein ganzer Satz"
# As weak as it gets: signing in should not cost what it costs an attacker.
HASH = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
WORDS = """Seit gestern bricht die Verbindung jeden Abend ab. **Neu gestartet** habe ich alles:

1. Router
2. Rechner

> Bitte warten.

`ping` zeigt: keine Antwort. Siehe auch [die Anleitung](https://example.org/anleitung)."""
FIX = """Hallo Mara, danke für die genaue Beschreibung.

Die orange Leuchte passt zu einem Kanalwechsel. Stell den Kanal bitte fest ein:

1. `192.168.1.1` öffnen
2. WLAN, Funkkanal, Kanal 11

Sag gern Bescheid, ob es heute Abend ruhig bleibt."""


@dataclass
class Place:
    """The server and the ids of what is in it, by a word for their state."""

    server: Server
    threads: dict[str, int] = field(default_factory=dict)
    posts: dict[str, int] = field(default_factory=dict)
    drafts: dict[str, int] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """Its address, without a slash at the end."""
        return self.server.url


def furnish(server: Server) -> Place:
    """Fill the data folder of a server that does not run yet."""
    url = f"sqlite:///{server.data / 'community.db'}"
    server.data.mkdir(exist_ok=True)
    schema.upgrade(url)
    place = Place(server)
    with connected(url) as engine:
        with Session(engine, expire_on_commit=False) as session:
            gather(session)
        database = Database("sqlite", url, engine)
        with database.session() as session:
            _furnish(place, Cast(database, session))
    return place


def _furnish(place: Place, cast: Cast) -> None:
    cast.do(lambda work, _: work.session.execute(update(Member).values(password_hash=HASH)), None)
    threads, posts, drafts = place.threads, place.posts, place.drafts
    device = {"label": "Gerät", "kind": FieldKind.choice, "options": ["Router", "Verstärker"]}
    cast.do(add_field, cast.ada, "several", **device, required=True)
    threads["solved"] = asked(cast, title="WLAN bricht jeden Abend gegen 20 Uhr ab", source=WORDS)
    posts["tip"] = replied(cast, threads["solved"], source="Schau einmal ins Protokoll.")
    posts["answer"] = answered(cast, threads["solved"], source=FIX)
    cast.do(accept_solution, cast.mara, posts["answer"])
    posts["own"] = replied(
        cast, threads["solved"], cast.mara, source="Danke! Muss ich das nach einem Update wiederholen?"
    )
    threads["open"] = asked(
        cast, cast.holger, title="Techniker kam nicht zum Termin", source="Wie geht es weiter?"
    )
    drafts["waiting"] = drafted(cast, threads["open"], source="Moin Holger, morgen um 8 kommt Kim.")
    cast.do(write_note, cast.jana, threads["open"], "Die Technik hat den Termin verschoben.")
    threads["answered"] = asked(cast, title="Rechnung doppelt bekommen", source="Zweimal die gleiche Nummer?")
    posts["unread"] = answered(cast, threads["answered"], source="Hallo Mara, die zweite ist eine Kopie.")
    threads["returned"] = asked(
        cast, cast.rolf, title="Wann kommt Glasfaser in die Hafenstraße?", source="Weiß das wer?"
    )
    drafts["returned"] = drafted(cast, threads["returned"], source="Sehr geehrter Kunde, bald.")
    cast.do(return_version, cast.jana, drafts["returned"], newest(cast, drafts["returned"]), "Wann genau?")
    drafts["edit"] = (
        cast.do(draft_edit, cast.svea, posts["answer"], source=f"{FIX}\n\nNachtrag: Kanal 44.").draft_id or 0
    )
    hidden = replied(cast, threads["answered"], cast.nils, source="Kauft hier Uhren.")
    cast.do(hide_post, cast.moritz, hidden, "Werbung")
    drafts["held"] = (
        cast.do(ask, cast.nils, "held", title="Darf ich hier fragen?", source="Bin neu.").draft_id or 0
    )
