"""What is wrong in a file that somebody brings in: where, what stands there, and what to do about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext


@dataclass(frozen=True)
class Problem:
    """One thing to put right, or to know of.

    `message` is an English text marked for translation, with `%(name)s` for its params and `%(value)s` for
    what stands in the file.
    """

    line: int | None
    column: str | None
    value: str
    message: str
    params: Mapping[str, object] = field(default_factory=dict, hash=False)

    def text(self) -> str:
        """The message in the language of the reader."""
        return gettext(self.message) % {"value": self.value, **self.params}
