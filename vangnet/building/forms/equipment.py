"""Registering a piece of equipment, changing what is known of it, and taking it out of use."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vangnet.core.attachments.forms import AttachmentField
from vangnet.core.attachments.kinds import PAPERS
from vangnet.core.attachments.storing import keep
from vangnet.core.people.forms import TokenForm, VersionForm, has_been
from vangnet.core.people.models import Person, School
from vangnet.ui.widgets import DayInput

from ..agreed import contracts_for, partners_for
from ..catalogue import SORT_OF, SORTS
from ..models import Equipment, LogLine

COLUMNS = ("name", "place", "number", "responsible", "partner", "contract")
PAPER_HINT = gettext_lazy("A certificate, the maker's manual, an inventory: what must be kept with it.")


class ParticularsForm(forms.ModelForm):  # type: ignore[type-arg]
    """What may be changed later: not the sort and not the first day, on which its inspections are counted."""

    paper_file = AttachmentField(label=gettext_lazy("Paper that belongs to it"), kinds=PAPERS, required=False)

    class Meta:
        model = Equipment
        fields = COLUMNS
        labels = {
            "name": gettext_lazy("Name"),
            "place": gettext_lazy("Where"),
            "number": gettext_lazy("Number or mark on it"),
            "responsible": gettext_lazy("Who answers for it"),
            "partner": gettext_lazy("Who carries out the work"),
            "contract": gettext_lazy("Under which contract"),
        }
        help_texts = {
            "name": gettext_lazy("As you call it, for example: climbing frame. Empty: the name of its sort."),
            "place": gettext_lazy("For example: main building, ground floor."),
            "responsible": gettext_lazy(
                "Since 2015 a board answers for the inside and the outside of its buildings. A contract changes "
                "who does the work, not who answers for it."
            ),
        }

    def __init__(self, *args: Any, school: School, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.school, self.on = school, on
        self.fields["name"].required = False
        for name, rows in (("partner", partners_for(school, on)), ("contract", contracts_for(school, on))):
            self.fields[name].queryset = rows  # type: ignore[attr-defined]
            self.fields[name].empty_label = _("not known yet")  # type: ignore[attr-defined]

    def particulars(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in COLUMNS}


class EquipmentForm(TokenForm, ParticularsForm):
    sort = forms.ChoiceField(label=gettext_lazy("What is it?"))
    first_on = forms.DateField(
        label=gettext_lazy("In use since"),
        help_text=gettext_lazy("The first inspection is counted from this day. About right is good enough."),
        widget=DayInput(),
    )

    field_order = ("sort", "name", "place", "first_on", "number", "responsible", "partner", "contract")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sorts = [(sort.key, _(sort.name)) for sort in SORTS]
        self.fields["sort"].choices = [("", _("Choose")), *sorts]  # type: ignore[attr-defined]

    def clean_first_on(self) -> date:
        return has_been(self.cleaned_data["first_on"], self.on)

    def register(self, by: Person, now: datetime) -> Equipment:
        said = self.cleaned_data
        row = Equipment(
            school=self.school,
            sort=said["sort"],
            first_on=said["first_on"],
            recorded_by=by,
            recorded_at=now,
            **self.particulars() | {"name": said["name"] or _(SORT_OF[said["sort"]].name)},
        )

        def with_paper(row: Equipment) -> None:
            if said["paper_file"]:
                row.paper = keep(said["paper_file"], by=by, at=now)
                row.save(update_fields=["paper"])

        return self.once(row, with_paper)


class ChangeForm(VersionForm, ParticularsForm):
    """What stood there goes into the log, so that it can still be read."""

    def change(self, equipment: Equipment, by: Person, now: datetime) -> bool:
        columns = self.particulars()
        columns["name"] = columns["name"] or _(SORT_OF[equipment.sort].name)
        before = Equipment.objects.select_related("partner", "contract").get(pk=equipment.pk)
        with transaction.atomic():
            if file := self.cleaned_data["paper_file"]:
                columns["paper"] = keep(file, by=by, at=now)
            if not self.overwrite(equipment, **columns):
                transaction.set_rollback(True)
                return False
            if says := self._differences(before, columns):
                LogLine.objects.create(
                    equipment=equipment,
                    held_on=self.on,
                    kind=LogLine.Kind.CHANGE,
                    by=by.full_name,
                    text=says,
                    recorded_by=by,
                    recorded_at=now,
                )
        return True

    def _differences(self, before: Equipment, columns: dict[str, Any]) -> str:
        lines = [
            f"{self.fields[name].label}: {_shown(before, name) or '–'} → {_shown(columns, name) or '–'}"
            for name in COLUMNS
            if getattr(before, name) != columns[name]
        ]
        if columns.get("paper"):
            lines.append(_("New paper: %(name)s") % {"name": columns["paper"].name})
        return "\n".join(lines)


def _shown(row: Any, name: str) -> str:
    value = row[name] if isinstance(row, dict) else getattr(row, name)
    if name == "responsible":
        field = Equipment._meta.get_field("responsible")
        return str(dict(field.flatchoices).get(value, value))
    return str(value) if value else ""


class RemovalForm(VersionForm):
    """From the next day on no inspection is asked of it; its log stays."""

    last_on = forms.DateField(label=gettext_lazy("Last day in use"), widget=DayInput())
    removed_why = forms.CharField(
        label=gettext_lazy("Why is it no longer in use?"),
        help_text=gettext_lazy("For example: rejected, replaced, taken away."),
        max_length=300,
    )

    def __init__(self, *args: Any, equipment: Equipment, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.equipment, self.on = equipment, on

    def clean_last_on(self) -> date:
        last_on = has_been(self.cleaned_data["last_on"], self.on)
        if last_on < self.equipment.first_on:
            raise ValidationError(
                _("It was taken into use on %(day)s. Choose that day or a later one.")
                % {"day": date_format(self.equipment.first_on)}
            )
        return last_on

    def remove(self) -> bool:
        said = self.cleaned_data
        return self.overwrite(self.equipment, last_on=said["last_on"], removed_why=said["removed_why"])
