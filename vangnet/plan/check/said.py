"""A text with its values, marked for translation: it is put together in the reader's language where it is shown."""

from collections.abc import Callable
from dataclasses import dataclass

Translate = Callable[[str], str]


@dataclass(frozen=True)
class Said:
    text: str
    values: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return self.told(str)

    def told(self, translate: Translate) -> str:
        """The sentence in the language of `translate`; it marks its values as in "%(name)s"."""
        translated = translate(self.text)
        return translated % dict(self.values) if self.values else translated


def say(text: str, **values: object) -> Said:
    return Said(text, tuple((name, str(value)) for name, value in values.items()))
