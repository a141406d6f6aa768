"""Bringing in a colleague: from then on he or she reads the whole dossier, until the entry is withdrawn."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vangnet.core.dossiers.models import Fact, Party, Subject
from vangnet.core.people.dated import holds_on
from vangnet.core.people.models import Appointment, Person
from vangnet.core.people.roles import COLLEAGUES
from vangnet.ui import people as picker

from .steps import MOMENT, StepForm

FIELD = "colleague"
MOST_SHOWN = 12


class NotAsked(forms.DateTimeInput):
    """Somebody is brought in at the moment of recording."""

    input_type = "hidden"


class BringInForm(StepForm):
    says = _("Why must this colleague know it?")
    hint = _("From now on this colleague reads all of this dossier (%(kind)s), until you take it back.")

    def prepare(self) -> None:
        self.fields["text"].help_text = self.hint % {"kind": gettext(self.about.dossier.declared.title)}
        self.fields["happened_at"].widget = NotAsked(format=MOMENT)
        data = self.sent
        self.query = picker.query_in(data, FIELD)
        self.chosen = self._described(self._candidates().filter(pk__in=self._keys(data)))

    @classmethod
    def is_picking(cls, sent: QueryDict) -> bool:
        return picker.is_picking(sent, FIELD)

    def _keys(self, data: QueryDict) -> list[int]:
        return [int(key) for key in picker.chosen_in(data, FIELD) if key.isascii() and key.isdigit()]

    def _candidates(self) -> QuerySet[Person]:
        """Colleagues of the same board who hold a role today, are not in it yet, and whom it is not about."""
        held = Appointment.objects.filter(holds_on(self.about.on), role__in=list(COLLEAGUES))
        about = Subject.objects.standing().filter(dossier=self.about.dossier).exclude(person=None)
        there = Party.objects.standing().filter(dossier=self.about.dossier)
        people: QuerySet[Person] = Person.objects.filter(pk__in=held.values("person"))
        return people.exclude(pk__in=about.values("person")).exclude(pk__in=there.values("person"))

    def _described(self, rows: QuerySet[Person]) -> list[picker.Person]:
        people = list(rows[:MOST_SHOWN])
        roles: dict[int, list[str]] = defaultdict(list)
        held = Appointment.objects.filter(holds_on(self.about.on), person__in=people).select_related("school")
        for row in held:
            roles[row.person_id].append(
                f"{row.get_role_display()}, {row.school.name}" if row.school else row.get_role_display()
            )
        return [picker.Person(str(row.pk), row.full_name, "; ".join(roles[row.pk])) for row in people]

    @property
    def picker(self) -> picker.Picker:
        found = self._described(self._candidates().matching(self.query)) if self.query else None  # type: ignore[attr-defined]
        return picker.Picker(
            name=FIELD,
            legend=gettext("Which colleague?"),
            roles=(),
            chosen=[picker.Chosen(person.key, person.name, person.detail) for person in self.chosen],
            query=self.query,
            results=None
            if found is None
            else picker.marked(found, {person.key: "" for person in self.chosen}),
            errors=self.picker_errors,
            is_required=True,
        )

    @property
    def picker_errors(self) -> list[str]:
        if self.is_bound and not picker.is_picking(self.sent, FIELD) and not self.chosen:
            return [gettext("Search for the colleague and choose him or her.")]
        return []

    def clean(self) -> Mapping[str, Any]:  # type: ignore[override]
        if self.picker_errors:
            raise forms.ValidationError(self.picker_errors)
        return self.cleaned_data

    def facts(self) -> list[Fact]:
        return [Party(person_id=int(person.key)) for person in self.chosen]
