"""Parts of pages that say the same to everybody, such as a badge: drawn once for each language, and kept.

Only for fixed words; a name or anything that people wrote is never kept.
"""

from collections.abc import Hashable
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language


def drawn(template: str, **words: Hashable) -> SafeString:
    return _kept(template, tuple(words.items()), get_language())


@lru_cache(maxsize=1024)
def _kept(template: str, words: tuple[tuple[str, Hashable], ...], _language: str | None) -> SafeString:
    return mark_safe(render_to_string(template, dict(words)).strip())  # noqa: S308 - our own template, escaped
