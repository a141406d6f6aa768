"""Words that a password may not consist of here: the product, the board and its schools are what one tries first."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from vangnet.core.people.models import Board, School
from vangnet.core.people.names import searchable

ALWAYS = (
    "vangnet",
    "school",
    "basisschool",
    "welkom",
    "wachtwoord",
    "password",
    "juf",
    "meester",
    "leerling",
)
SHORTEST_WORD = 3
# So many signs must be left when these words are taken out.
ENOUGH_OF_ONES_OWN = 8


class OwnWords:
    """Refuses a password that is little more than such words."""

    def validate(self, password: str, _user: Any = None) -> None:
        left = searchable(password)
        for word in sorted(_words(), key=len, reverse=True):
            left = left.replace(word, "")
        if len(left) < ENOUGH_OF_ONES_OWN:
            raise ValidationError(self.get_help_text(), code="own_words")

    def get_help_text(self) -> str:
        return _("Choose more of your own: this is mostly the name of the school, the board or Vangnet.")


def _words() -> set[str]:
    names = [*Board.objects.values_list("name", flat=True)]
    for name, town in School.objects.values_list("name", "town"):
        names += [name, town]
    own = {word for name in names for word in re.findall(r"\w+", searchable(name))}
    return {word for word in own if len(word) >= SHORTEST_WORD} | set(ALWAYS)
