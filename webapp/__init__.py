"""Duizhao in the browser: HTTP, storage, pages; everything else is `compare`'s.

How the rooms fit together:

- Addresses: an edition's slug is `<series slug>-<key>[-<variant>]`, e.g. `yunhe-2024`;
  `/editions/yunhe-2024`, `/compare/yunhe-2023/yunhe-2024`.  `store.editions.by_slug`
  finds it (None: `abort(404)`).
- `webapp.db.get_db()` is the request's connection; every write goes through
  `with actions.act(db, account, "annotate") as log:` (see `webapp/actions/__init__.py`).
- `webapp.session.current_account()` is who is signed in (never None inside a view: all
  views want a sign-in except those marked `@session.public`).
- `webapp.languages.current_language()` is "zh" or "en"; in templates `_("English words")`
  and `note|in_words` for Notes.  `CompareError` and `NotAllowed` need no catching: they
  become a 422 and a 403 page.  `abort(422, _("…"))` shows its sentence.  Whoever asks for
  JSON (Accept, or a path ending in .json) gets `{"error": …}` with the same status.
- Templates extend `base.html` (blocks `title`, `head`, `main`, `scripts`; `wide` in
  `main_class` for two columns).  Forms carry `{{ csrf_field() }}`; scripts send the
  `X-CSRFToken` header from `<meta name="csrf-token">`.  Colours are the custom
  properties of `static/css/tokens.css`; no inline style or script (the policy forbids it).
- Comparisons: `store.comparisons.load(db, old, new, ENGINE_VERSION)` or
  `compare_texts` and `store.comparisons.save` (of what `pack` made) inside `db.write`.
"""

# No `from __future__ import annotations` here: it would stand in the way of the module of that name.

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flask import Flask


def create_app(instance_path: str | None = None, **config: Any) -> "Flask":
    """Make the application; `instance_path` holds its data, `config` overrides settings."""
    # Imported here: the command `duizhao` lives in this package too, and what it has of
    # the engine should not wait for a web application.
    from flask import Flask

    from webapp import (
        accounts,
        annotations,
        comparisons,
        corrections,
        db,
        drafts,
        editions,
        error_pages,
        headers,
        histories,
        imports,
        instance,
        languages,
        library,
        links,
        numbers,
        original_files,
        outline_words,
        outlines,
        progress,
        replacements,
        scheme,
        session,
        settings,
        templating,
        terms,
    )
    from webapp.extensions import bootstrap, csrf, limiter

    folder = Path(instance_path) if instance_path else instance.default_folder()
    app = Flask(__name__, instance_path=str(folder.absolute()))
    app.config.from_mapping(
        SECRET_KEY=instance.secret_key(folder),
        SESSION_COOKIE_NAME="duizhao",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        BOOTSTRAP_SERVE_LOCAL=True,
        # The token lives as long as the session: a page left open overnight still saves.
        WTF_CSRF_TIME_LIMIT=None,
        RATELIMIT_STORAGE_URI="memory://",
    )
    app.config.from_mapping(settings.read_settings(config))
    app.config.from_mapping(config)

    numbers.init_app(app)
    db.init_app(app)
    languages.init_app(app)
    scheme.init_app(app)
    bootstrap.init_app(app)
    session.init_app(app)
    csrf.init_app(app)
    limiter.init_app(app)
    headers.init_app(app)
    templating.init_app(app)
    outline_words.init_app(app)
    error_pages.init_app(app)

    app.register_blueprint(library.bp)
    app.register_blueprint(editions.bp)
    app.register_blueprint(corrections.bp)
    app.register_blueprint(histories.bp)
    app.register_blueprint(replacements.bp)
    app.register_blueprint(outlines.bp)
    app.register_blueprint(original_files.bp)
    app.register_blueprint(imports.bp)
    app.register_blueprint(drafts.bp)
    app.register_blueprint(progress.bp)
    app.register_blueprint(comparisons.bp)
    app.register_blueprint(links.bp)
    app.register_blueprint(terms.bp)
    app.register_blueprint(annotations.bp)
    app.register_blueprint(accounts.bp)
    return app
