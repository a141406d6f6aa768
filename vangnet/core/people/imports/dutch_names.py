"""Names as Dutch schools write them: the infix apart from the last name by which people are sorted."""

# Longest first: "van de" before "van", or half of the infix would stay in the last name.
INFIXES = sorted(
    (
        *(
            "'s",
            "'t",
            "aan de",
            "aan den",
            "aan der",
            "aan het",
            "aan 't",
            "af",
            "al",
            "am",
            "auf",
            "auf dem",
        ),
        *("ben", "bij", "bij de", "bij den", "bij het", "bij 't", "bin", "da", "dal", "das", "de", "de die"),
        *(
            "de la",
            "de las",
            "de le",
            "de los",
            "de van der",
            "degli",
            "dei",
            "del",
            "della",
            "den",
            "der",
            "des",
        ),
        *("di", "die", "do", "don", "dos", "du", "el", "het", "in", "in de", "in den", "in der", "in het"),
        *(
            "in 't",
            "la",
            "las",
            "le",
            "les",
            "lo",
            "los",
            "of",
            "onder",
            "onder de",
            "onder den",
            "onder het",
        ),
        *("op", "op de", "op den", "op der", "op het", "op 't", "op ten", "over", "over de", "over den"),
        *("over het", "'s", "te", "ten", "ter", "thoe", "toe", "tot", "uit", "uit de", "uit den", "uit het"),
        *(
            "uit 't",
            "uit ten",
            "uijt de",
            "van",
            "van de",
            "van de l'",
            "van den",
            "van der",
            "van het",
            "van la",
        ),
        *("van 't", "van ter", "van van de", "vander", "vom", "von", "von dem", "von den", "von der", "voor"),
        *("voor de", "voor den", "voor 't", "zu", "zum", "zur", "v/d", "v.d.", "vd", "v.", "v/h"),
    ),
    key=len,
    reverse=True,
)
_SHORT_INFIXES = {"v/d": "van de", "v.d.": "van de", "vd": "van de", "v.": "van", "v/h": "van het"}


def infix_and_last_name(text: str) -> tuple[str, str]:
    """("de", "Vries") from "de Vries", "Vries, de" and "Vries de"; a name without an infix stays whole."""
    name = " ".join(text.replace("’", "'").replace("`", "'").split())
    before_comma, comma, after_comma = (part.strip() for part in name.partition(","))
    if comma:
        infix = _known_infix(after_comma)
        return (infix, before_comma) if infix or not after_comma else ("", name)
    lowered = name.lower()
    for infix in INFIXES:
        if lowered.startswith(infix + " "):
            return _known_infix(infix), name[len(infix) :].strip()
    for infix in INFIXES:
        # "Vries de": only small letters, for "Jong Ten" may be somebody's name.
        if name.endswith(" " + infix):
            return _known_infix(infix), name[: -len(infix)].strip()
    return "", name


def _known_infix(text: str) -> str:
    """The infix in small letters and in full; empty when it is none."""
    lowered = text.lower()
    return _SHORT_INFIXES.get(lowered, lowered) if lowered in INFIXES else ""


_TITLES = {
    "dhr",
    "dhr.",
    "hr",
    "hr.",
    "mevr",
    "mevr.",
    "mw",
    "mw.",
    "mevrouw",
    "meneer",
    "fam.",
    "drs.",
    "dr.",
    "ir.",
}


def call_infix_and_last_name(text: str) -> tuple[str, str, str]:
    """("Anna", "de", "Vries") from "mw. Anna de Vries" and from "Vries, Anna de"."""
    name = " ".join(text.replace("’", "'").split())
    if "," in name:
        last_name, _comma, rest = name.partition(",")
        call_name, infix = _infix_at_the_end(_without_titles(rest))
        own_infix, last_name = infix_and_last_name(last_name)
        return call_name, infix or own_infix, last_name
    words = _without_titles(name).split()
    for at in range(len(words) - 1):
        infix, last_name = infix_and_last_name(" ".join(words[at:]))
        if infix and name.endswith(last_name):
            return " ".join(words[:at]), infix, last_name
    return " ".join(words[:-1]), "", words[-1] if words else ""


def _infix_at_the_end(text: str) -> tuple[str, str]:
    words = text.split()
    for at in range(len(words)):
        if infix := _known_infix(" ".join(words[at:])):
            return " ".join(words[:at]), infix
    return text.strip(), ""


def _without_titles(text: str) -> str:
    return " ".join(word for word in text.split() if word.lower() not in _TITLES)
