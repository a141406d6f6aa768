"""The list that somebody brings in, and what each of its columns means."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vangnet.core.people.imports.cells import Row
from vangnet.core.people.imports.tables import Table

from ..importing import FIELDS

MOST_BYTES = 2 * 1024 * 1024
WAITS = 24 * 60 * 60  # seconds in which somebody agrees to what was shown


class ListFileForm(forms.Form):
    file = forms.FileField(
        label=_("List of certificates"),
        help_text=_("A spreadsheet (xlsx, ods) or CSV, with a line for each certificate."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv,.txt"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(
                gettext("This file is larger than 2 MB. Bring in one list at a time.")
            )
        return file


class MeaningsForm(forms.Form):
    """For each column a choice of meanings; what is not chosen is not read."""

    def __init__(self, data: Any, *, header: tuple[str, ...], mapping: Mapping[str, str]) -> None:
        super().__init__(data)
        self.header = header
        choices = [("", gettext("Do not read")), *((key, gettext(label)) for key, label in FIELDS.items())]
        for index, column in enumerate(header):
            self.fields[f"column{index}"] = forms.ChoiceField(
                label=column or gettext("Column without a name"),
                choices=choices,
                initial=mapping.get(column, ""),
                required=False,
            )

    def mapping(self) -> dict[str, str]:
        chosen = ((column, self.cleaned_data[f"column{index}"]) for index, column in enumerate(self.header))
        return {column: meaning for column, meaning in chosen if meaning}


def packed(table: Table, salt: str) -> str:
    """The list as it travels along in the page: signed, for one person and one school."""
    rows = [[row.line, *row.cells] for row in table.rows]
    return signing.dumps({"header": table.header, "rows": rows}, salt=salt, compress=True)


def unpacked(text: str, salt: str) -> Table | None:
    """None when it is not what was given, or lies too long ago."""
    try:
        found = signing.loads(text, salt=salt, max_age=WAITS)
    except signing.BadSignature:
        return None
    rows = tuple(Row(line, tuple(cells)) for line, *cells in found["rows"])
    return Table(tuple(found["header"]), rows)
