"""Drawing up the list of functionaries, and saying where it was published."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vangnet.core.people.imports.dutch import Unclear, phone
from vangnet.core.people.models import Person, School
from vangnet.ui.widgets import DayInput

from ..holding import Held
from ..models import FunctionaryList, ListedFunctionary, Publication
from ..publishing import lines, to_publish


class ListForm(forms.ModelForm):  # type: ignore[type-arg]
    """A box for each name; what is not ticked is published as a function alone."""

    token = forms.UUIDField(widget=forms.HiddenInput)

    class Meta:
        model = FunctionaryList
        fields = ["contact_phone", "contact_email"]
        labels = {
            "contact_phone": gettext_lazy("Phone of the school"),
            "contact_email": gettext_lazy("E-mail of the school"),
        }
        help_texts = {
            "contact_email": gettext_lazy(
                "An address of the school or of a function, never that of a colleague."
            )
        }

    def __init__(
        self, data: Any, *, school: School, held: Iterable[Held], on: date, last: FunctionaryList | None
    ) -> None:
        before = {"contact_phone": school.phone, "contact_email": last.contact_email if last else ""}
        super().__init__(
            data,
            instance=FunctionaryList(school=school, as_of=on),
            initial=before | {"token": uuid4()},
        )
        self.held = to_publish(held)
        named = {(line.task, line.person_id) for line in last.lines.all()} if last else set()
        for each in self.held:
            for holder in each.holders:
                self.fields[_box(each.task.key, holder.person)] = forms.BooleanField(
                    label=f"{_(each.task.title)}: {holder.name}",
                    required=False,
                    initial=(each.task.key, holder.person) in named,
                )

    @property
    def boxes(self) -> list[Any]:
        return [self[name] for name in self.fields if name.startswith("name-")]

    @property
    def vacant(self) -> list[Held]:
        return [each for each in self.held if not each.holders]

    def clean_contact_phone(self) -> str:
        given: str = self.cleaned_data["contact_phone"]
        if given and _plain(given) in {_plain(known) for known in _own_phones()}:
            raise forms.ValidationError(_("This is the number of a colleague. Fill in one of the school."))
        return given

    def clean_contact_email(self) -> str:
        given: str = self.cleaned_data["contact_email"]
        if given and Person.objects.filter(email__iexact=given).exists():
            raise forms.ValidationError(_("This is the address of a colleague. Fill in one of the school."))
        return given

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not any(each.holders for each in self.held):
            raise forms.ValidationError(_("Nobody has one of these tasks yet. Appoint somebody first."))
        return cleaned

    @transaction.atomic
    def make(self, by: Person, now: datetime) -> FunctionaryList:
        self.instance.made_by, self.instance.made_at = by, now
        self.instance.token = self.cleaned_data["token"]
        made: FunctionaryList = self.save()
        named = [
            (each.task.key, holder.person)
            for each in self.held
            for holder in each.holders
            if self.cleaned_data[_box(each.task.key, holder.person)]
        ]
        rows = lines(self.held, named)
        for row in rows:
            row.list = made
        ListedFunctionary.objects.bulk_create(rows)
        return made


def _box(task: str, person: int) -> str:
    return f"name-{task}-{person}"


def _own_phones() -> Iterable[str]:
    return Person.objects.exclude(phone="").values_list("phone", flat=True)


def _plain(number: str) -> str:
    try:
        return phone(number)
    except Unclear:
        return number.strip()


def token_in(text: str) -> UUID | None:
    """The token of a form that was sent, if it is one."""
    try:
        return UUID(text)
    except ValueError:
        return None


class PublicationForm(forms.ModelForm):  # type: ignore[type-arg]
    """Where, and since which day."""

    class Meta:
        model = Publication
        fields = ["place", "held_on"]
        labels = {"place": gettext_lazy("Where it was published"), "held_on": gettext_lazy("Published on")}
        widgets = {"place": forms.RadioSelect, "held_on": DayInput()}

    def __init__(self, data: Any, *, listed: FunctionaryList, on: date) -> None:
        publication = Publication(list=listed, school_id=listed.school_id)
        super().__init__(data, instance=publication, initial={"held_on": on})
        self.listed, self.on = listed, on
        self.fields["place"].choices = Publication.Place.choices  # type: ignore[attr-defined]

    def _get_validation_exclusions(self) -> set[str]:
        """The list is not on the form, and yet it may stand at a place once."""
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return excluded - {"list", "taken_back_at"}

    def clean_held_on(self) -> date:
        held_on: date = self.cleaned_data["held_on"]
        if held_on > self.on:
            raise forms.ValidationError(_("This day is still to come. Record it when it has been published."))
        if held_on < self.listed.as_of:
            raise forms.ValidationError(
                _("The list is younger than this day. Draw up the list of that day first.")
            )
        return held_on

    def record(self, by: Person, now: datetime) -> Publication:
        self.instance.recorded_by, self.instance.recorded_at = by, now
        publication: Publication = self.save()
        return publication


class AsOfForm(forms.Form):
    """Of which day the list is: today, or an earlier one that was not recorded yet."""

    on = forms.DateField(label=gettext_lazy("As it was on"), widget=DayInput(), required=False)

    def __init__(self, data: Any, *, today: date) -> None:
        super().__init__(data)
        self.today = today

    def day(self) -> date:
        given: date | None = self.cleaned_data.get("on") if self.is_valid() else None
        return min(given, self.today) if given else self.today
