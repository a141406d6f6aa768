"""What kinds of incidents a board registers: data, each with its source, because no act prescribes a list."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from vangnet.core.questions import Question


class CategoryQuerySet(QuerySet["Category"]):
    def on(self, day: date) -> Self:
        return self.filter(Q(until=None) | Q(until__gte=day), since__lte=day)


class Category(models.Model):
    key = models.SlugField(_("key"), max_length=40, primary_key=True)
    name_nl = models.CharField(_("name in Dutch"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=80)
    hint_nl = models.CharField(_("hint in Dutch"), max_length=160, blank=True)
    hint_en = models.CharField(_("hint in English"), max_length=160, blank=True)
    icon = models.CharField(_("icon"), max_length=30, blank=True)
    source = models.CharField(_("source"), max_length=300)
    is_serious = models.BooleanField(_("serious incident in the safety plan"), default=False)
    is_accident = models.BooleanField(_("accident"), default=False)
    place_in_list = models.PositiveSmallIntegerField(_("place in the list"), default=100)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)

    objects = CategoryQuerySet.as_manager()

    class Meta:
        ordering = ["place_in_list", "key"]

    def __str__(self) -> str:
        return self.name

    def retire(self, until: date) -> None:
        self.until = until
        self.save(update_fields=["until"])

    @property
    def name(self) -> str:
        return name_in(self.name_nl, self.name_en)

    @property
    def hint(self) -> str:
        return name_in(self.hint_nl, self.hint_en)


NAMES = Question(lambda: Category.objects.values_list("key", "name_nl", "name_en"))


def category_names() -> dict[str, str]:
    """The name of each category by its key, in the order of the list and the language of the reader."""
    return {key: name_in(dutch, english) for key, dutch, english in NAMES()}


def name_in(dutch: str, english: str) -> str:
    """The one of two names that the reader's language asks for."""
    return english if get_language() == "en" else dutch
