"""Styles, scripts and pictures under a name that changes with their content, also where one script names another."""

from whitenoise.storage import (  # type: ignore[import-untyped]
    CompressedManifestStaticFilesStorage as Compressed,
)


class HashedFiles(Compressed):  # type: ignore[misc]  # whitenoise has no types here
    """Scripts of ours that import each other; Django can look for imports in every script, and trips over htmx's."""

    patterns = (
        *Compressed.patterns,
        ("incidents/*.js", ((r'(?P<matched>from "(?P<url>\./[\w.]+)")', 'from "%(url)s"'),)),
    )
