"""Invents the guardians of a family: together or apart, alone, with a partner, or foster parents.

Phones begin with 06-0000 and postcodes end in SD or SS, neither of which is ever given out; mail goes to example.org.
"""

import unicodedata
from dataclasses import dataclass, replace
from random import Random
from typing import Any

INFIXES = ("van der ", "van den ", "in 't ", "op de ", "van ", "de ", "ten ", "ter ")
CONTACT_ORDERS = (
    "Omgang alleen op zaterdag, niet op of bij school.",
    "Contactverbod met kind en moeder.",
    "Omgang onder begeleiding; ophalen van school niet toegestaan.",
)


@dataclass(frozen=True)
class Guardian:
    """Somebody who cares for a pupil; without custody one is told, but does not decide (BW 1:377c)."""

    key: str
    first_name: str
    infix: str
    last_name: str
    relation: str
    has_custody: bool
    phone: str
    email: str
    street: str
    postcode: str
    town: str
    has_secret_address: bool = False
    contact_order: str = ""


class GuardianInventor:
    def __init__(self, chance: Random, names: dict[str, Any]) -> None:
        self.chance = chance
        self.dutch: dict[str, Any] = names["pool"][0]
        self.streets: dict[str, list[str]] = names["streets"]
        self.postcodes: dict[str, list[str]] = names["postcodes"]
        self.limited: set[str] = set()
        self.count = 0

    def of_family(self, pool: dict[str, Any], town: str, infix: str, last: str) -> tuple[Guardian, ...]:
        """Mostly two parents in one house; some apart, some alone, some foster parents."""
        kind = self.chance.choices(
            ("together", "apart", "alone", "stepfather", "foster"), weights=(66, 18, 9, 5, 2)
        )[0]
        mother = self._guardian(self.chance.choice(pool["mothers"]), *self._own_name(pool), "mother", town)
        father = self._guardian(self.chance.choice(pool["fathers"]), infix, last, "father", town)
        if kind == "together":
            return mother, replace(father, street=mother.street, postcode=mother.postcode)
        if kind == "apart":
            return mother, replace(father, has_custody=self.chance.random() < 0.8)
        if kind == "alone":
            hidden = self.chance.random() < 0.2
            return (replace(mother, infix=infix, last_name=last, has_secret_address=hidden),)
        if kind == "stepfather":
            partner = self._guardian(
                self.chance.choice(pool["fathers"]), *self._own_name(pool), "partner", town
            )
            partner = replace(partner, has_custody=False, street=mother.street, postcode=mother.postcode)
            return mother, father, partner
        dutch = self.dutch
        foster = self._guardian(
            self.chance.choice(dutch["mothers"]), *self._own_name(dutch), "foster_parent", town
        )
        return replace(foster, has_custody=False), replace(mother, infix=infix, last_name=last)

    def with_order(self, school: str, guardians: tuple[Guardian, ...]) -> tuple[Guardian, ...]:
        """At each school the court limited one parent's contact; the other one lives at a secret address."""
        apart = len(guardians) == 2 and not guardians[1].has_custody and guardians[1].relation == "father"
        if not apart or school in self.limited:
            return guardians
        self.limited.add(school)
        order = CONTACT_ORDERS[len(self.limited) - 1]
        return replace(guardians[0], has_secret_address=True), replace(guardians[1], contact_order=order)

    def _own_name(self, pool: dict[str, Any]) -> tuple[str, str]:
        return split(self.chance.choice(pool["last"]))

    def _guardian(self, first: str, infix: str, last: str, relation: str, town: str) -> Guardian:
        self.count += 1
        return Guardian(
            key=f"g{self.count:04d}",
            first_name=first,
            infix=infix,
            last_name=last,
            relation=relation,
            has_custody=True,
            phone=f"06-0000{self.count:04d}",
            email=f"{_plain(first)}.{_plain(last)}{self.count}@thuis.example.org",
            street=f"{self.chance.choice(self.streets[town])} {self.chance.randrange(1, 140)}",
            postcode=self.chance.choice(self.postcodes[town]),
            town=town,
        )


def split(name: str) -> tuple[str, str]:
    infix = next((each for each in INFIXES if name.startswith(each)), "")
    return infix.strip(), name.removeprefix(infix)


def _plain(name: str) -> str:
    ascii_only = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return "".join(letter for letter in ascii_only.lower() if letter.isalnum())
