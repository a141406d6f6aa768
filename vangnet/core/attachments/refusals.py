"""Why a file is not taken, in a sentence for whoever brought it."""

from collections.abc import Mapping


class Refused(Exception):  # noqa: N818 - a sentence for a person
    """`says` is marked for translation, and shown at the field with `values` filled in."""

    def __init__(self, says: str, values: Mapping[str, object] | None = None) -> None:
        super().__init__(says)
        self.says, self.values = says, dict(values or {})
