"""The blueprint of everything about one's own account."""

from flask import Blueprint

blueprint = Blueprint("account", __name__, url_prefix="/account")
