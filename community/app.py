"""Builds the app: settings, database, engines, blueprints, error pages; nothing else."""

from pathlib import Path

from flask import Flask
from jinja2 import StrictUndefined

from community import settings as environment
from community.queries.figures import KeptFigures
from community.search.opening import open_engine
from community.settings import Settings
from community.storage.opening import open_store
from community.web import account, admin, api, desk, public
from community.web.arguments import init_arguments
from community.web.assets_view import init_assets
from community.web.attaching import init_attaching
from community.web.compression import init_compression
from community.web.csrf import init_csrf
from community.web.database import init_database
from community.web.errors import init_errors
from community.web.guest_pages.opening import init_guest_pages
from community.web.headers import init_headers
from community.web.languages import init_languages
from community.web.limits import init_limits
from community.web.logs import configure_logs, init_logs
from community.web.probes import init_probes
from community.web.session import init_sessions
from community.web.templates import Templates, init_templates
from community.web.turns import init_turns

ROOT = Path(__file__).resolve().parent.parent
LARGEST_FORM = 1024 * 1024
"""Bytes; a text has at most 32 KB, so this leaves room for every field around it."""


def create_app(settings: Settings | None = None) -> Flask:
    """Return the app for `settings`, by default those of the environment. Raises settings.BadSetting."""
    settings = settings or environment.load()
    configure_logs()
    app = Flask(__name__, template_folder=str(ROOT / "templates"), static_folder=None)
    app.jinja_environment = Templates
    app.config.update(
        SECRET_KEY=settings.secret_key,
        MAX_CONTENT_LENGTH=LARGEST_FORM,
        MAX_FORM_MEMORY_SIZE=LARGEST_FORM,
        MAX_FORM_PARTS=200,
        PREFERRED_URL_SCHEME=settings.base_url.split(":")[0],
    )
    app.extensions["settings"] = settings
    app.extensions["search"] = open_engine(settings)
    app.extensions["figures"] = KeptFigures()
    app.extensions["storage"] = open_store(settings)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    init_compression(app)
    init_headers(app, settings)
    init_logs(app)
    init_arguments(app)
    init_database(app, settings)
    init_turns(app, settings)
    init_guest_pages(app, settings, ROOT)
    init_sessions(app, secure=settings.secure)
    init_csrf(app)
    init_limits(app, settings)
    init_languages(app)
    init_attaching(app)
    init_assets(app, ROOT / "static")
    init_errors(app)
    init_probes(app)
    for blueprint in (public.blueprint, account.blueprint, desk.blueprint, admin.blueprint, api.blueprint):
        app.register_blueprint(blueprint)
    init_templates(app)
    return app
