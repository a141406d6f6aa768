"""Bringing in an existing plan: the file, which is read and let go of."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vangnet.core.access.bounds import takes_files
from vangnet.core.attachments.forms import MOST_SENT
from vangnet.core.attachments.names import cleaned
from vangnet.core.people.forms import TokenForm

from ..check.reading.forms import LARGEST, NAMED

# A larger file is let go of while it comes in, and refused at the field.
takes_plans = takes_files(MOST_SENT, keeps=LARGEST)


class IntakeForm(TokenForm):
    file = forms.FileField(
        label=gettext_lazy("A plan that you have as a file"),
        help_text=gettext_lazy("A txt, md, docx, odt, pdf or html file, at most 50 MB."),
        widget=forms.FileInput({"accept": ",".join(NAMED), "data-most-bytes": LARGEST}),
        allow_empty_file=True,  # the reader itself says what is wrong with it
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["file", "token"])

    def clean_file(self) -> "UploadedFile[Any]":
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST:
            text = _("This file is larger than %(most)s MB. Send a smaller one.")
            raise forms.ValidationError(text % {"most": LARGEST // 2**20})
        return file

    @property
    def file_name(self) -> str:
        return cleaned(self.cleaned_data["file"].name or "", otherwise="plan")
