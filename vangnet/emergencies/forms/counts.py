"""How many were in the building and how many stood outside: a row of two numbers for each group, staff and visitors."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from vangnet.core.people.models import Group

from ..models import HeadCount
from ..models.counts import MOST

ADULTS = (HeadCount.Who.STAFF, HeadCount.Who.VISITORS)


@dataclass(frozen=True)
class CountRow:
    """The two fields of a row of the form, under one name."""

    name: str
    note: str
    fields: tuple[BoundField, BoundField]


@dataclass(frozen=True)
class Counted:
    """Whom a row of the form counts; `key` names its fields."""

    key: str
    name: str
    who: str
    group: Group | None = None


class CountsForm(forms.Form):
    """The rows that stay empty were not counted. A row that was begun is finished."""

    def __init__(
        self, *args: Any, groups: list[Group], known: Mapping[str, HeadCount] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.counted = [Counted(f"group_{each.pk}", each.name, HeadCount.Who.GROUP, each) for each in groups]
        self.counted += [Counted(who, str(who.label), who) for who in ADULTS]
        for each in self.counted:
            row = (known or {}).get(each.key)
            self._add(
                f"present_{each.key}",
                _("%(who)s: in the building") % {"who": each.name},
                row.present if row else None,
            )
            self._add(
                f"counted_{each.key}",
                _("%(who)s: counted outside") % {"who": each.name},
                row.counted if row else None,
            )

    def _add(self, name: str, label: str, initial: int | None) -> None:
        attributes = {"aria-label": label, "inputmode": "numeric"}
        self.fields[name] = forms.IntegerField(
            label=label,
            required=False,
            min_value=0,
            max_value=MOST,
            initial=initial,
            widget=forms.NumberInput(attrs=attributes),
        )

    def rows(self) -> Iterator[CountRow]:
        for each in self.counted:
            pupils = getattr(each.group, "pupils", None)
            note = _("%(number)s enrolled") % {"number": pupils} if pupils is not None else ""
            yield CountRow(each.name, note, (self[f"present_{each.key}"], self[f"counted_{each.key}"]))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for each in self.counted:
            present, counted = cleaned.get(f"present_{each.key}"), cleaned.get(f"counted_{each.key}")
            if (present is None) != (counted is None):
                empty = "present" if present is None else "counted"
                if f"{empty}_{each.key}" not in self.errors:
                    self.add_error(f"{empty}_{each.key}", _("Fill in both numbers, or neither."))
        return cleaned

    def counts(self) -> list[HeadCount]:
        given = self.cleaned_data
        return [
            HeadCount(
                who=each.who,
                group=each.group,
                present=given[f"present_{each.key}"],
                counted=given[f"counted_{each.key}"],
            )
            for each in self.counted
            if given.get(f"present_{each.key}") is not None
        ]


def key_of(count: HeadCount) -> str:
    return f"group_{count.group_id}" if count.group_id else str(count.who)
