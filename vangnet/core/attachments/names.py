"""The name of a file as somebody gave it, without what could lead a reader or a system astray."""

import unicodedata

LONGEST = 120
# What may not stand in a name on some system, or means something there.
NOT_IN_A_NAME = frozenset('<>:"|?*\\/')


def cleaned(given: str, otherwise: str) -> str:
    """No folder, nothing invisible, nothing that turns the direction of writing; `otherwise` if nothing is left."""
    last = given.replace("\\", "/").rpartition("/")[2]
    normal = unicodedata.normalize("NFC", last)
    kept = "".join(sign for sign in normal if _is_visible(sign) and sign not in NOT_IN_A_NAME)
    name = " ".join(kept.split()).strip(". ")
    return _shortened(name) or otherwise


def _is_visible(sign: str) -> bool:
    """Control signs, marks of direction, half pairs and unassigned signs are none (Cc, Cf, Cs, Co, Cn)."""
    return not unicodedata.category(sign).startswith("C") and unicodedata.category(sign) not in {"Zl", "Zp"}


def _shortened(name: str) -> str:
    if len(name) <= LONGEST:
        return name
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > 10:
        return name[:LONGEST].rstrip()
    return f"{stem[: LONGEST - len(ending) - 1].rstrip()}.{ending}"
