"""Whatever becomes of the index, the search page answers, `search check` tells, and it is made anew."""

import random
import re
import shutil

import pytest
from click.testing import CliRunner

from community.cli.main import main
from community.search.opening import open_engine
from tests.stories import asked

pytestmark = pytest.mark.parametrize("backend", ["sqlite"], indirect=True)

HARMLESS = re.compile("bent|done.json|deleted (checksums|vocabulary).json")
"""A bit that carries nothing, as in a name, may turn; what accompanies an index is written again by the next one."""

WORDS = "lampe router rechnung stecker antenne leitung vertrag geduld".split()


@pytest.fixture
def threads(site, cast):
    """The address of a question for each word, in an index of several commits."""
    made = {}
    for word in WORDS:
        thread = asked(cast, title=f"Frage nach {word}", source=f"Es geht um {word} und nichts sonst.")
        made[word] = f"/posts/{cast.question(thread).id}"
        site.follow()
    return made


def files(index):
    return [file for file in sorted(index.rglob("*")) if file.is_file() and file.stat().st_size]


def damage(index):
    """Delete, cut off or bend something, whatever it is; return what was done, to be read in a failure."""
    how = random.choice(["everything", "deleted", "cut", "bent", "bent"])
    if how == "everything":
        shutil.rmtree(index)
        return how
    file = random.choice(files(index))
    content = bytearray(file.read_bytes())
    if how == "deleted":
        file.unlink()
    elif how == "cut":
        file.write_bytes(content[: random.randrange(len(content))])
    else:
        content[random.randrange(len(content))] ^= 1 << random.randrange(8)
        file.write_bytes(content)
    return f"{how} {file.name}"


def test_the_search_page_survives_every_damage(site, cast, threads, tmp_path, turning_clock, pytestconfig):
    data = tmp_path / "site0"
    index = site.effects.engine._folders.root
    browser = site.browser()
    told = 0
    for turn in range(120 if pytestconfig.getoption("everything") else 12):
        what = f"turn {turn}: {damage(index)}"
        word = random.choice(WORDS)
        for restarted in (False, True):
            if restarted:
                site.app.extensions["search"] = open_engine(site.app.extensions["settings"])
            for path in ("/search?q=", "/api/v1/search?q=", "/api/v1/similar?title=Frage+nach+"):
                answer = browser.get(path + word)
                assert answer.status_code == 200, f"{what}: {path}"
                # Whoever had it open may read what was bent since; whoever opens it notices.
                assert not restarted or threads[word] in led_to(answer.text), f"{what}: {path}"
        result = checked(cast, data)
        told += result.exit_code
        assert result.exit_code == 1 or HARMLESS.search(what), f"{what}\n{result.output}"
        turning_clock.pass_by(minutes=11)
        site.effects.health.report()
        site.effects.health.mend()
        assert checked(cast, data).exit_code == 0, what
    assert told


def led_to(text):
    """Return the posts that an answer leads to."""
    return set(re.findall(r"/posts/\d+", text))


def checked(cast, data):
    environment = {"COMMUNITY_DATA": str(data), "DATABASE_URL": cast.database.url}
    return CliRunner().invoke(main, ["search", "check"], env=environment)
