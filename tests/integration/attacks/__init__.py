"""Raw SQL that breaks a promise, each with the rule of the database that must stop it."""

from tests.integration.attacks.doubling import DOUBLING
from tests.integration.attacks.freezing import FREEZING
from tests.integration.attacks.ignoring import IGNORING
from tests.integration.attacks.missing import MISSING
from tests.integration.attacks.owing import OWING
from tests.integration.attacks.publishing import PUBLISHING
from tests.integration.attacks.reading import READING
from tests.integration.attacks.ruling import RULING
from tests.integration.attacks.statements import Attack
from tests.integration.attacks.telling import TELLING
from tests.integration.attacks.uploading import UPLOADING

__all__ = ["ATTACKS", "Attack"]

ATTACKS = (
    PUBLISHING + READING + RULING + FREEZING + OWING + DOUBLING + IGNORING + UPLOADING + MISSING + TELLING
)
