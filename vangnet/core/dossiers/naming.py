"""Whether a text names somebody: for what the parents of one child are told, where the other child is never named,
and for what is asked of an outsider without saying whom it is about.

Whole words, whatever their case and accents, and with the s that Dutch puts behind a name ("Brams moeder"). It
cannot see a nickname or a child that is described; that is left to people.
"""

import re
from collections.abc import Iterable

from vangnet.core.people.models import Pupil
from vangnet.core.people.names import Named, searchable

NO_LETTER = re.compile(r"[^\w]+")


def names_told(text: str, children: Iterable[Pupil], own: Pupil) -> list[str]:
    """The names of these children that stand in the text; names that the told child bears too are its own."""
    allowed = {_plain(name) for name in _names(own)}
    others = [child for child in children if child.pk != own.pk]
    return [name for name in names_in(text, others) if _plain(name) not in allowed]


def names_in(text: str, people: Iterable[Named]) -> list[str]:
    """The names of these people that stand in the text, each once."""
    return words_in(text, (name for somebody in people for name in _names(somebody)))


def words_in(text: str, sought: Iterable[str]) -> list[str]:
    """Of these words or names those that stand in the text, each once."""
    plainly = {_plain(word): word for word in sought}
    text = f" {_plain(text)} "
    return [word for plain, word in plainly.items() if _stands_in(text, plain)]


def _names(somebody: Named) -> list[str]:
    return [name for name in (somebody.call_name, somebody.last_name) if name]


def _plain(text: str) -> str:
    return NO_LETTER.sub(" ", searchable(text)).strip()


def _stands_in(words: str, name: str) -> bool:
    return bool(name) and (f" {name} " in words or f" {name}s " in words)
