"""Reads the fields of one element of a roster, and notes what is wrong with each."""

import re
from collections.abc import Collection
from datetime import date

from lxml import etree

from vangnet.core.people.imports.xml_files import line_of, local_name
from vangnet.core.people.problems import Problem
from vangnet.core.words import _

from .values import Name

# XML Schema lets a date carry a time zone and a moment carry a date; the day is what counts here.
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(T[0-9:.]+)?(Z|[+-]\d{2}:\d{2})?")
# Control characters, and those that turn the direction of writing round.
_NOT_TEXT = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
LONGEST_SHOWN = 60


class Fields:
    """The children of an element by name, in whatever order they stand: older versions have another order."""

    def __init__(self, element: etree._Element, problems: list[Problem]) -> None:
        self.element = element
        self.line = line_of(element)
        self.problems = problems
        self.children: dict[str, etree._Element] = {}
        for child in element:
            self.children.setdefault(local_name(child), child)

    def wrong(self, column: str, value: str, message: str, **params: object) -> None:
        line = line_of(self.children[column]) if column in self.children else self.line
        shown = value if len(value) <= LONGEST_SHOWN else value[: LONGEST_SHOWN - 1] + "…"
        self.problems.append(Problem(line, column, shown, message, params))

    def text(self, name: str, *, longest: int = 200) -> str:
        child = self.children.get(name)
        return "" if child is None else self._checked(name, child.text or "", longest)

    def attribute(self, name: str, *, longest: int = 256) -> str:
        """Spaces round a key mean nothing."""
        return self._checked(f"@{name}", self.element.get(name, ""), longest)

    def _checked(self, column: str, raw: str, longest: int) -> str:
        text = raw.strip()
        if len(text) > longest:
            self.wrong(
                column, text, _("This is longer than %(longest)s characters. Shorten it."), longest=longest
            )
            return ""
        if not text.isprintable():
            return " ".join(_NOT_TEXT.sub(" ", text).split())
        return text

    def key(self) -> str:
        key = self.attribute("key")
        if not key:
            self.wrong(
                "@key", "", _("The key is missing. Export the file again from the pupil administration.")
            )
        return key

    def keys_of(self, name: str) -> tuple[str, ...]:
        """The keys to which the children of one element refer, such as the combined groups of a pupil."""
        child = self.children.get(name)
        return () if child is None else tuple(key.strip() for part in child if (key := part.get("key")))

    def key_of(self, name: str) -> str:
        child = self.children.get(name)
        return "" if child is None else child.get("key", "").strip()

    def code(self, name: str, allowed: Collection[str], message: str) -> str:
        code = self.text(name, longest=64)
        if code and code not in allowed:
            self.wrong(name, code, message)
            return ""
        return code

    def day(self, name: str) -> date | None:
        text = self.text(name)
        if not text:
            return None
        try:
            if match := _DAY.fullmatch(text):
                return date.fromisoformat(match[1])
        except ValueError:
            pass
        self.wrong(name, text, _("This is no date. Write it as 2026-08-31: year, month, day."))
        return None

    def name(self) -> Name:
        name = Name(
            call_name=self.text("roepnaam", longest=100),
            first_names=self.text("voornamen"),
            infix=self.text("voorvoegsel", longest=30),
            last_name=self.text("achternaam"),
            initials=self.text("voorletters-1", longest=20),
        )
        if (
            not name.call_name
            and not name.last_name
            and self.children.keys().isdisjoint(("roepnaam", "achternaam"))
        ):
            self.wrong("achternaam", "", _("There is no name. Fill in a last name or a call name."))
        return name
