"""Reads the dossiers of every kind but incidents from TOML: a file for each kind, each dossier told step by step.

Who registers a kind adds a file that is named after its key; of a kind that is not registered nothing is read.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from vangnet.core.dossiers.kinds import Kind, kind_of, kinds
from vangnet.core.people.roles import Role

from .content import Involved, involved
from .invented_board import HERE, read

JUST_BEFORE = timedelta(minutes=10)


@dataclass(frozen=True)
class Step:
    """Something that somebody records: `by` is a role, or the key of a colleague.

    `facts` are the fields of each fact as its model names them, people by their letter and entries by the `name` of
    their step. `corrects` names the step that this one sets right, `because` says why.
    """

    step: str
    by: str
    when: datetime
    text: str = ""
    name: str = ""
    happened: datetime | None = None
    facts: tuple[Mapping[str, Any], ...] = ()
    corrects: str = ""
    because: str = ""

    @property
    def known_as(self) -> str:
        return self.name or self.step

    @property
    def happened_at(self) -> datetime:
        return self.happened or self.when - JUST_BEFORE

    def texts(self) -> list[str]:
        of_facts = [value for fact in self.facts for value in fact.values() if isinstance(value, str)]
        return [self.text, self.because, *of_facts]


@dataclass(frozen=True)
class Chronicle:
    """A dossier of some kind. Where it `follows` another one, the same letters are the same people."""

    kind: str
    key: str
    school: str
    people: tuple[Involved, ...]
    steps: tuple[Step, ...]
    follows: str = ""

    # What casting asks of a story

    told = ()
    correction = None

    @property
    def at(self) -> datetime:
        return self.steps[0].when

    @property
    def reporter(self) -> str:
        return self.steps[0].by

    @property
    def reporter_named(self) -> str | None:
        return None if self.reporter in Role.values else self.reporter

    @property
    def pupils(self) -> Sequence[Involved]:
        return [each for each in self.people if each.kind == "pupil"]

    @property
    def declared(self) -> Kind:
        return kind_of(self.kind)


@cache
def chronicles() -> tuple[Chronicle, ...]:
    """All of them, in the order in which they were opened."""
    found = [_chronicle(kind, raw) for kind in kinds() for raw in _told_of(kind)]
    return tuple(sorted(found, key=lambda each: (each.at, each.key)))


def _told_of(kind: str) -> Sequence[dict[str, Any]]:
    path = HERE / "chronicles" / f"{kind}.toml"
    dossiers: Sequence[dict[str, Any]] = read(path)["dossier"] if path.exists() else ()
    return dossiers


def _chronicle(kind: str, raw: dict[str, Any]) -> Chronicle:
    """A dossier of the file; an unknown field stops here with the dossier's key."""
    try:
        steps = tuple(_step(each) for each in raw["step"])
        people = tuple(involved(each) for each in raw.get("people", ()))
        rest = {name: value for name, value in raw.items() if name != "step"}
        return Chronicle(**rest | {"kind": kind, "people": people, "steps": steps})
    except (KeyError, TypeError) as wrong:
        raise ValueError(f"{kind} {raw.get('key')}: {wrong}") from wrong


def _step(raw: dict[str, Any]) -> Step:
    told = {"text": " ".join(raw.get("text", "").split()), "facts": tuple(raw.get("facts", ()))}
    return Step(**raw | told)
