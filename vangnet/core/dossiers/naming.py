"""Whether a text names somebody: for what the parents of one child are told, where the other child is never named.

Whole words, whatever their case and accents, and with the s that Dutch puts behind a name ("Brams moeder"). It
cannot see a nickname or a child that is described; that is left to people.
"""

import re
from collections.abc import Iterable

from vangnet.core.people.models import Pupil
from vangnet.core.people.names import searchable

NO_LETTER = re.compile(r"[^\w]+")


def names_told(text: str, children: Iterable[Pupil], own: Pupil) -> list[str]:
    """The names of these children that stand in the text; names that the told child bears too are its own."""
    allowed = {_plain(name) for name in _names(own)}
    forbidden = {_plain(name): name for child in children if child.pk != own.pk for name in _names(child)}
    words = f" {_plain(text)} "
    return [name for plain, name in forbidden.items() if plain not in allowed and _stands_in(words, plain)]


def _names(child: Pupil) -> list[str]:
    return [name for name in (child.call_name, child.last_name) if name]


def _plain(text: str) -> str:
    return NO_LETTER.sub(" ", searchable(text)).strip()


def _stands_in(words: str, name: str) -> bool:
    return bool(name) and (f" {name} " in words or f" {name}s " in words)
