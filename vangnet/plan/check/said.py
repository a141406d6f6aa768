"""A text with its values, marked for translation: it is put together in the reader's language where it is shown."""

from collections.abc import Callable
from dataclasses import dataclass

Translate = Callable[[str], str]


@dataclass(frozen=True)
class Said:
    """`values` stand in it as they are, such as words of the plan; `terms` are ours, told in the reader's language."""

    text: str
    values: tuple[tuple[str, str], ...] = ()
    terms: tuple[tuple[str, "Said"], ...] = ()

    def __str__(self) -> str:
        return self.told(str)

    def told(self, translate: Translate) -> str:
        """The sentence in the language of `translate`; it marks its values and terms as in "%(name)s"."""
        translated = translate(self.text)
        within = dict(self.values) | {name: term.told(translate) for name, term in self.terms}
        return translated % within if within else translated


def say(text: str, **within: object) -> Said:
    """What is itself a `Said` is a term; whatever else a value."""
    terms = tuple((name, each) for name, each in within.items() if isinstance(each, Said))
    values = tuple((name, str(each)) for name, each in within.items() if not isinstance(each, Said))
    return Said(text, values, terms)
