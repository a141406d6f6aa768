"""Bringing in a list of risks: the file, and what each of its columns means."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vangnet.core.people.imports.cells import MOST_BYTES
from vangnet.core.people.imports.tables import Table, read_table

from ..reading import FIELDS


class FileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("The list"),
        help_text=gettext_lazy("A spreadsheet (xlsx, xls, ods) or CSV; the first line names the columns."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv,.txt"}),
    )
    table: Table

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(_("This file is too large. Send one table, at most 20 MB."))
        with NamedTemporaryFile() as copy:
            for chunk in file.chunks():
                copy.write(chunk)
            copy.flush()
            self.table = read_table(Path(copy.name))
        if self.table.problems:
            raise forms.ValidationError([problem.text() for problem in self.table.problems[:5]])
        return file


class ColumnsForm(forms.Form):
    """For each column its meaning; what has none is not read."""

    def __init__(self, *args: Any, header: list[str], meanings: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.header = header
        choices = [("", _("Do not read")), *((name, _(label)) for name, label in FIELDS.items())]
        for place, column in enumerate(header):
            self.fields[f"column{place}"] = forms.ChoiceField(
                label=column, choices=choices, initial=meanings.get(column, ""), required=False
            )

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or self.cleaned_data
        seen: dict[str, str] = {}
        for place, column in enumerate(self.header):
            meaning = said.get(f"column{place}", "")
            if meaning and meaning in seen:
                self.add_error(
                    f"column{place}",
                    _("“%(column)s” means this already. Choose one of the two.") % {"column": seen[meaning]},
                )
            elif meaning:
                seen[meaning] = column
        return said

    def meanings(self) -> dict[str, str]:
        said = ((column, self.cleaned_data[f"column{place}"]) for place, column in enumerate(self.header))
        return {column: meaning for column, meaning in said if meaning}
