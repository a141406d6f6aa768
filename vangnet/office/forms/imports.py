"""What a person fills in to bring in a file: the file, the school, and what the columns of a table mean."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vangnet.core.calendars import school_year_of
from vangnet.core.people.imports.contact_columns import GUARDIAN_FIELDS, PUPIL_FIELDS, SEVERAL
from vangnet.core.people.imports.registry import Asks, ImportKind
from vangnet.core.people.models import School

_WHOSE = {
    "1": _("First guardian"),
    "2": _("Second guardian"),
    "3": _("Third guardian"),
    "4": _("Fourth guardian"),
    "mother": _("Mother"),
    "father": _("Father"),
}


class UploadForm(forms.Form):
    """Asks what this kind of file needs and no more."""

    file = forms.FileField(label=_("File"))
    school = forms.ModelChoiceField(School.objects.none(), label=_("School"))
    school_year = forms.ChoiceField(label=_("School year"))
    is_complete = forms.BooleanField(
        label=_("This file holds all guardians of the school"),
        help_text=_("Then whoever was brought in before and is missing now is a guardian no longer."),
        required=False,
    )

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        kind: ImportKind,
        schools: QuerySet[School],
        on: date,
    ) -> None:
        super().__init__(data, files)
        self.kind = kind
        self.fields["file"].help_text = gettext(kind.hint)
        self.fields["file"].widget.attrs["accept"] = kind.accepts
        self._offer_schools(schools)
        self._offer_years(on)
        if Asks.COMPLETENESS not in kind.asks:
            del self.fields["is_complete"]

    def _offer_schools(self, schools: QuerySet[School]) -> None:
        if not self.kind.asks & {Asks.SCHOOL, Asks.SCHOOL_IF_UNSAID}:
            del self.fields["school"]
            return
        field = forms.ModelChoiceField(schools, label=_("School"), required=Asks.SCHOOL in self.kind.asks)
        if not field.required:
            field.empty_label = gettext("The school that the file names")
        elif only := _the_only(schools):
            field.initial = only
        self.fields["school"] = field

    def _offer_years(self, on: date) -> None:
        if Asks.SCHOOL_YEAR not in self.kind.asks:
            del self.fields["school_year"]
            return
        this_year = school_year_of(on)
        years = (this_year.previous(), this_year, this_year.next())
        choices = [(year.name, year.name) for year in years]
        self.fields["school_year"] = forms.ChoiceField(
            choices=choices, initial=this_year.name, label=_("School year")
        )

    def clean_file(self) -> "UploadedFile[Any]":
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > self.kind.most_bytes:
            text = gettext("This file is larger than %(most)s MB. Export one school at a time.")
            raise forms.ValidationError(text % {"most": self.kind.most_bytes // 1024 // 1024})
        return file


def _the_only(schools: QuerySet[School]) -> School | None:
    first_two = list(schools[:2])
    return first_two[0] if len(first_two) == 1 else None


class ColumnsForm(forms.Form):
    """For each column of the table a choice of meanings; what is not chosen is not read."""

    keep = forms.BooleanField(label=_("Remember this for the next file of this school"), required=False)

    def __init__(self, data: Any = None, *, header: tuple[str, ...], mapping: Mapping[str, str]) -> None:
        super().__init__(data)
        self.header = header
        choices = list(_meanings())
        for index, column in enumerate(header):
            self.fields[f"column{index}"] = forms.ChoiceField(
                label=column, choices=choices, initial=mapping.get(column, ""), required=False
            )
        self.order_fields([*(f"column{index}" for index in range(len(header))), "keep"])

    def mapping(self) -> dict[str, str]:
        meanings = ((column, self.cleaned_data[f"column{index}"]) for index, column in enumerate(self.header))
        return {column: meaning for column, meaning in meanings if meaning}


def _meanings() -> Iterator[tuple[str, Any]]:
    yield "", gettext("Do not read")
    yield gettext("Pupil"), [(f"pupil.{name}", gettext(label)) for name, label in PUPIL_FIELDS.items()]
    yield gettext("Guardian"), [(name, gettext(label)) for name, label in GUARDIAN_FIELDS.items()]
    for which in SEVERAL:
        yield (
            str(_WHOSE[which]),
            [(f"{which}.{name}", gettext(label)) for name, label in GUARDIAN_FIELDS.items()],
        )
