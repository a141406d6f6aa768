"""A question for a file, in any form: the file is looked at here, and kept by whoever the form belongs to.

photo = AttachmentField(label=_("Photo"), kinds=PICTURES, required=False)
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from vangnet.core.access.bounds import takes_files

from .examining import Examined, examine
from .kinds import EVERYTHING, FileKind
from .refusals import Refused

MEGABYTE = 1024 * 1024
MOST_BYTES = 25 * MEGABYTE
MOST_SENT = 400 * MEGABYTE

# For a page with such a field. A larger file is let go of while it comes in, and refused at the field; one that is
# larger still gets the page that says so, before anything of it is read.
takes_attachments = takes_files(MOST_SENT, keeps=MOST_BYTES)


class AttachmentInput(forms.FileInput):
    """A choice of a file. What a telephone offers is turned into what is asked for by the telephone itself."""

    def __init__(self, kinds: Sequence[FileKind] = EVERYTHING, most_bytes: int = MOST_BYTES) -> None:
        taken = [word for kind in kinds for word in (kind.media_type, *kind.endings)]
        super().__init__({"accept": ",".join(taken), "data-most-bytes": most_bytes})


class AttachmentField(forms.FileField):
    """Gives an `Examined` file, for `keep`; nothing when none was chosen and none is needed."""

    default_error_messages = {
        "too_large": _("This file is larger than %(most)s MB. Send a smaller one."),
    }

    def __init__(
        self, *, kinds: Sequence[FileKind] = EVERYTHING, most_bytes: int = MOST_BYTES, **others: Any
    ) -> None:
        self.kinds, self.most_bytes = tuple(kinds), most_bytes
        others.setdefault("widget", AttachmentInput(self.kinds, most_bytes))
        others.setdefault("help_text", _KindsAndSize(self.kinds, most_bytes))
        super().__init__(**others)

    def clean(self, data: Any, initial: Any = None) -> Examined | None:
        file = super().clean(data, initial)
        return self._examined(file, file.file) if isinstance(file, UploadedFile) and file.file else None

    def _examined(self, file: "UploadedFile[Any]", content: Any) -> Examined:
        size = file.size or 0
        if size > self.most_bytes:
            raise self._error("too_large", {"most": self.most_bytes // MEGABYTE})
        try:
            return examine(content, file.name or "", size, self.kinds)
        except Refused as refused:
            raise forms.ValidationError(_told(refused), "refused") from refused

    def _error(self, code: str, values: Mapping[str, object]) -> forms.ValidationError:
        return forms.ValidationError(self.error_messages[code], code, dict(values))


class _KindsAndSize:
    """The hint below the question, in the language of whoever reads it."""

    def __init__(self, kinds: Sequence[FileKind], most_bytes: int) -> None:
        self.kinds, self.most_bytes = kinds, most_bytes

    def __str__(self) -> str:
        values = {
            "kinds": either([kind.name for kind in self.kinds]),
            "most": self.most_bytes // MEGABYTE,
        }
        return gettext("%(kinds)s, at most %(most)s MB.") % values


def either(names: Sequence[str]) -> str:
    """One of these: “JPEG, PNG or PDF”."""
    words = [gettext(name) for name in names]
    if len(words) == 1:
        return words[0]
    return gettext("%(others)s or %(last)s") % {"others": ", ".join(words[:-1]), "last": words[-1]}


def _told(refused: Refused) -> str:
    values = {
        name: either(value) if isinstance(value, list) else gettext(str(value))
        for name, value in refused.values.items()
    }
    return gettext(refused.says) % values
