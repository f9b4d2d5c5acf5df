"""Serves style sheets, scripts and icons under names that change with their content."""

from pathlib import Path

from flask import Blueprint, Flask, Response, abort

from community.web.assets import Bundle, bundle, joined, single
from community.web.compression import takes_gzip

TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}
FOR_EVER = "public, max-age=31536000, immutable"


def init_assets(app: Flask, root: Path) -> None:
    """Read every asset below `root` once and offer `asset(name)` to templates."""
    files = _read(root)
    app.extensions["assets"] = files
    # Made anew for each app: its view knows the files of this one.
    blueprint = Blueprint("assets", __name__)
    app.jinja_env.globals["asset"] = lambda name: f"/assets/{files[name].digest}/{name}"

    @blueprint.get("/assets/<digest>/<path:name>")
    def file(digest: str, name: str) -> Response:
        found = files.get(name)
        if found is None:
            abort(404)
        packed = takes_gzip()
        body = found.gzipped if packed else found.content
        response = Response(body, content_type=TYPES[Path(name).suffix])
        response.vary.add("Accept-Encoding")
        if packed:
            response.headers["Content-Encoding"] = "gzip"
        # Scripts import one another by relative paths, so an old digest still answers, but is not kept.
        response.headers["Cache-Control"] = FOR_EVER if found.digest == digest else "public, max-age=60"
        response.set_etag(found.digest, weak=packed)
        return response

    app.register_blueprint(blueprint)


def _read(root: Path) -> dict[str, Bundle]:
    files = {f"{path.stem}.css": bundle(root / "css", path.stem) for path in (root / "css").glob("*.txt")}
    files |= {f"js/{path.stem}.js": joined(root / "js", path.stem) for path in (root / "js").glob("*.txt")}
    for path in sorted(root.rglob("*")):
        if path.suffix in (".js", ".svg"):
            files[path.relative_to(root).as_posix()] = single(path)
    return files
