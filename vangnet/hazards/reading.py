"""A list of risks from a spreadsheet: what its columns mean, and what each line would bring.

Lists come out of the instruments for risk assessments in as many shapes as there are; so the columns are named by who
brings it in, with a guess filled in. Nothing of a line that cannot be read is taken over, and nothing else either.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation

from vangnet.core.people.imports import dutch
from vangnet.core.people.problems import Problem
from vangnet.core.words import _

from .models import Risk

MOST_LINES = 1000
FIELDS: Mapping[str, str] = {
    "what": _("Risk"),
    "place": _("Where"),
    "rating": _("How heavy it weighs"),
    "measure": _("Measure"),
    "who": _("Who sees to it"),
    "due_on": _("Before when"),
    "cost": _("Cost"),
}
GUESSES: Mapping[str, tuple[str, ...]] = {
    "what": ("risico", "knelpunt", "gevaar", "onderwerp", "omschrijving", "risk"),
    "place": ("locatie", "ruimte", "plaats", "waar", "place"),
    "rating": ("prioriteit", "weging", "klasse", "risicoklasse", "score", "urgentie", "rating"),
    "measure": ("maatregel", "actie", "oplossing", "measure"),
    "who": ("wie", "verantwoordelijke", "uitvoerder", "actiehouder", "who"),
    "due_on": ("datum", "voor", "deadline", "termijn", "uiterlijk", "gereed", "wanneer", "before"),
    "cost": ("kosten", "budget", "bedrag", "cost"),
}
_HIGH, _MEDIUM, _LOW = Risk.Rating.HIGH, Risk.Rating.MEDIUM, Risk.Rating.LOW
RATINGS: Mapping[str, str] = {
    **dict.fromkeys(("hoog", "h", "1", "a", "groot", "high", "urgent", "zeer hoog"), _HIGH),
    **dict.fromkeys(("midden", "middel", "m", "2", "b", "gemiddeld", "medium"), _MEDIUM),
    **dict.fromkeys(("laag", "l", "3", "c", "klein", "low"), _LOW),
}


@dataclass(frozen=True)
class RiskLine:
    """One line of the list, read."""

    what: str
    place: str
    rating: str
    measure: str = ""
    who: str = ""
    due_on: date | None = None
    cost: Decimal | None = None


@dataclass(frozen=True)
class Reading:
    """What the list holds, or what keeps us from taking it over."""

    lines: tuple[RiskLine, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def number_of_measures(self) -> int:
        return sum(bool(line.measure) for line in self.lines)


def guessed(header: Sequence[str]) -> dict[str, str]:
    """The meaning of each column by its name; a meaning is given once."""
    found: dict[str, str] = {}
    for column in header:
        name = column.casefold().strip()
        for meaning, words in GUESSES.items():
            if meaning not in found.values() and any(name.startswith(word) for word in words):
                found[column] = meaning
                break
    return found


def read(
    header: Sequence[str], rows: Sequence[tuple[int, Sequence[str]]], meanings: Mapping[str, str], since: date
) -> Reading:
    """`since` is the day of the assessment: no measure was promised before it."""
    if "what" not in meanings.values():
        return Reading(problems=(Problem(None, None, "", _("Say which column holds the risk.")),))
    if len(rows) > MOST_LINES:
        return Reading(
            problems=(Problem(None, None, "", _("This list has more lines than a school has risks.")),)
        )
    places = {meaning: place for place, column in enumerate(header) if (meaning := meanings.get(column, ""))}
    reader = _Reader(places, tuple(header), since)
    lines = [line for number, cells in rows if (line := reader.line(number, cells))]
    if not lines and not reader.problems:
        reader.problems.append(Problem(None, None, "", _("No line of this list holds a risk.")))
    return Reading(() if reader.problems else tuple(lines), tuple(reader.problems))


@dataclass
class _Reader:
    """Goes through the lines and gathers what is wrong with them."""

    places: Mapping[str, int]
    header: tuple[str, ...]
    since: date
    problems: list[Problem] = field(default_factory=list)

    def line(self, number: int, cells: Sequence[str]) -> RiskLine | None:
        said = {name: " ".join(cells[place].split()) for name, place in self.places.items()}
        if not any(said.values()):
            return None
        found = RiskLine(
            what=self._text(number, said, "what", 300),
            place=self._text(number, said, "place", 120),
            rating=self._rating(number, said),
            measure=self._text(number, said, "measure", 300),
            who=self._text(number, said, "who", 120),
            due_on=self._day(number, said),
            cost=self._cost(number, said),
        )
        if not found.what:
            self._wrong(number, "what", "", _("This line has no risk in it."))
        if found.measure and not (found.who and found.due_on):
            self._wrong(
                number, "measure", found.measure[:40], _("A measure needs who sees to it and before when.")
            )
        return found

    def _text(self, number: int, said: Mapping[str, str], name: str, longest: int) -> str:
        text = said.get(name, "")
        if len(text) > longest:
            self._wrong(number, name, text[:40] + "…", _("This text is too long. Shorten it in the file."))
        return text

    def _rating(self, number: int, said: Mapping[str, str]) -> str:
        text = said.get("rating", "")
        if not text:
            return Risk.Rating.MEDIUM
        found = RATINGS.get(text.casefold())
        if found is None:
            self._wrong(number, "rating", text, _("Write hoog, midden or laag (or 1, 2 or 3)."))
        return found or Risk.Rating.MEDIUM

    def _day(self, number: int, said: Mapping[str, str]) -> date | None:
        text = said.get("due_on", "")
        if text in dutch.SAYS_NOTHING:
            return None
        try:
            found = dutch.day(text)
        except dutch.Unclear:
            self._wrong(number, "due_on", text, _("This is not a date. Write it as 31-08-2026."))
            return None
        if found < self.since:
            self._wrong(number, "due_on", text, _("This lies before the day of the assessment."))
        return found

    def _cost(self, number: int, said: Mapping[str, str]) -> Decimal | None:
        text = said.get("cost", "")
        if text in dutch.SAYS_NOTHING:
            return None
        try:
            found = _euros(text)
        except InvalidOperation:
            found = Decimal(-1)
        if not 0 <= found < 10_000_000:
            self._wrong(number, "cost", text, _("This is not an amount in euros. Write it as 1250,00."))
            return None
        return found

    def _wrong(self, line: int, name: str, value: str, says: str) -> None:
        place = self.places.get(name)
        self.problems.append(Problem(line, None if place is None else self.header[place], value, says))


def _euros(text: str) -> Decimal:
    """1250, 1.250,00 and € 1250,- as they are written in Dutch."""
    plain = text.replace("€", "").replace(" ", "").removesuffix(",-")
    if "," in plain:
        plain = plain.replace(".", "").replace(",", ".")
    elif plain.count(".") == 1 and len(plain.rpartition(".")[2]) == 3:
        plain = plain.replace(".", "")
    found = Decimal(plain)
    if not found.is_finite():
        raise InvalidOperation
    return found.quantize(Decimal("0.01"))
