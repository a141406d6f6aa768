"""Names of people as they are written, sorted and searched in the Netherlands.

"Noor de Vries" is written with her infix, stands in a list under V, and is found by "vries", "de vr" and "noor".
"""

import unicodedata
from typing import Any

from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _


def searchable(text: str) -> str:
    """Lower case, without accents and double spaces, so that "Zoe" finds "Zoë" on every database."""
    plain = unicodedata.normalize("NFKD", text)
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).casefold().split())


# Signs that nobody sees: those that turn the writing of all that follows around, and those that are no text at all.
UNSEEN = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)])


def plainly(text: str) -> str:
    """The name without them: else "Jan" with such a sign turns the role that is written behind it."""
    return text if text.isascii() and text.isprintable() else text.translate(UNSEEN)


class NameField(models.CharField):  # type: ignore[type-arg]
    """A name as it can be read aloud, from whichever form or file it came."""

    def get_prep_value(self, value: Any) -> Any:
        prepared = super().get_prep_value(value)
        return plainly(prepared) if isinstance(prepared, str) else prepared

    def deconstruct(self) -> Any:
        """For the database it is a text like any other."""
        name, _path, arguments, options = super().deconstruct()
        return name, "django.db.models.CharField", arguments, options


class SearchKeyField(models.CharField):  # type: ignore[type-arg]
    """The searchable form of the whole name, worked out whenever the row is saved."""

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        key = model_instance.search_form()[: self.max_length]  # type: ignore[attr-defined]
        setattr(model_instance, self.attname, key)
        return key


class Named(models.Model):
    """Somebody with a name; pupils in some rosters have a call name and nothing else."""

    call_name = NameField(_("call name"), max_length=100)
    first_names = NameField(_("first names"), max_length=200, blank=True)
    infix = NameField(_("infix"), max_length=30, blank=True)
    last_name = NameField(_("last name"), max_length=200, blank=True)
    search_key = SearchKeyField(max_length=350, editable=False, db_index=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        return " ".join(part for part in (self.call_name, self.infix, self.last_name) if part)

    def search_form(self) -> str:
        return searchable(self.full_name)


def matching(text: str) -> Q:
    """People of whom every word typed begins a word of the name."""
    condition = Q()
    for word in searchable(text).split():
        condition &= Q(search_key__startswith=word) | Q(search_key__contains=" " + word)
    return condition


class NamedQuerySet(QuerySet[Any]):
    def matching(self, text: str) -> "NamedQuerySet":
        return self.filter(matching(text))
