"""Makes EDEXML files for tests and measurements: field by field, or a whole school at once."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

CALL_NAMES = (
    "Noor",
    "Daan",
    "Yara",
    "Sem",
    "Liv",
    "Bilal",
    "Fenna",
    "Milan",
    "Zoë",
    "Jesse",
    "Amira",
    "Thijs",
)
LAST_NAMES = (
    "Zandstra",
    "Molenkamp",
    "Ouali",
    "Brink",
    "Waterval",
    "Terpstra",
    "Yıldız",
    "Hazelaar",
    "Poort",
)
INFIXES = ("", "", "van", "de", "van der", "")
GROUPS = ("Bijen", "Vossen", "Uilen", "Egels", "Reigers", "Otters", "Dassen", "Zwaluwen")


def tag(name: str, content: object = "", **attributes: object) -> str:
    """One element; `content` is text unless it is markup already. `voorletters_1` becomes voorletters-1."""
    name = name.replace("voorletters_1", "voorletters-1")
    words = "".join(f" {key}={quoteattr(str(value))}" for key, value in attributes.items())
    inner = content if str(content).startswith("<") else escape(str(content))
    return f"<{name}{words}>{inner}</{name}>\n"


def tags(fields: dict[str, object]) -> str:
    return "".join(tag(name, value) for name, value in fields.items() if value is not None)


def group(key: str, name: str, year: str = "C") -> str:
    return tag("groep", tags({"naam": name, "jaargroep": year}), key=key)


def combined(key: str, name: str) -> str:
    return tag("samengestelde_groep", tags({"naam": name}), key=key)


def pupil(
    key: str,
    call_name: str | None = None,
    *,
    eckid: str = "",
    group: str = "",
    combined: Iterable[str] = (),
    **fields: object,
) -> str:
    """`fields` by their Dutch names, in the order of the standard."""
    attributes = {"key": key, "eckid": eckid} if eckid else {"key": key}
    names = {
        name: fields.pop(name, None) for name in ("achternaam", "voorvoegsel", "voornamen", "voorletters_1")
    }
    before = {name: fields.pop(name, None) for name in ("geboortedatum", "geslacht", "jaargroep")}
    inner = tags({**names, "roepnaam": call_name, **before})
    inner += tag("groep", key=group) if group else ""
    inner += (
        tag("samengestelde_groepen", "".join(tag("samengestelde_groep", key=one) for one in combined))
        if combined
        else ""
    )
    return tag("leerling", inner + tags(fields), **attributes)


def colleague(
    key: str,
    call_name: str | None = None,
    *,
    roles: Iterable[str] = (),
    groups: dict[str, Iterable[str]] | None = None,
    **fields: object,
) -> str:
    names = {
        name: fields.pop(name, None) for name in ("achternaam", "voorvoegsel", "voornamen", "voorletters_1")
    }
    inner = tags({**names, "roepnaam": call_name, **fields}) + "".join(tag("rol", role) for role in roles)
    places = "".join(
        tag("groep", "".join(tag("rol", r) for r in codes), key=one) for one, codes in (groups or {}).items()
    )
    return tag("leerkracht", inner + (tag("groepen", places) if places else ""), key=key)


def school(
    year: str | None = "2026-2027",
    *,
    brin: str | None = "99ZZ",
    location: str | None = "00",
    holds_on: str | None = "2026-10-01",
    made_on: str | None = "2026-10-02T08:30:00",
    version: str = "2.1",
) -> str:
    fields = {
        "schooljaar": year,
        "peildatum": holds_on,
        "brincode": brin,
        "dependancecode": location,
        "aanmaakdatum": made_on,
        "xsdversie": version,
    }
    return tag("school", tags(fields))


def edexml(
    *,
    school: str,
    pupils: Iterable[str] = (),
    groups: Iterable[str] = (),
    colleagues: Iterable[str] = (),
    locations: Iterable[str] = (),
    encoding: str = "UTF-8",
) -> str:
    """The whole file; parts without content are left out, as the standard wants."""
    parts = {"vestigingen": locations, "groepen": groups, "leerlingen": pupils, "leerkrachten": colleagues}
    body = "".join(
        f"<{name}>\n{inner}</{name}>\n" for name, part in parts.items() if (inner := "".join(part))
    )
    return f'<?xml version="1.0" encoding="{encoding}"?>\n<EDEX>\n{school}{body}</EDEX>\n'


def write_school(
    path: Path,
    number: int,
    *,
    year: str = "2026-2027",
    brin: str = "99ZZ",
    holds_on: str = "2026-10-01",
    step: int = 0,
) -> Path:
    """A school of `number` pupils in groups of 25; each `step` moves every pupil one group on."""
    number_of_groups = max(1, number // 25)
    groups = (group(f"{year}-{at}", f"{GROUPS[at % 8]} {at // 8 + 1}") for at in range(number_of_groups))
    staff = (
        colleague(
            f"L{at}",
            CALL_NAMES[at % 12],
            achternaam=f"{LAST_NAMES[at % 9]}-{at}",
            groups={f"{year}-{at}": ["LRK"]},
        )
        for at in range(number_of_groups)
    )
    with path.open("w", encoding="utf-8") as file:
        file.write('<?xml version="1.0" encoding="UTF-8"?>\n<EDEX>\n')
        file.write(school(year, brin=brin, holds_on=holds_on, made_on=None))
        file.writelines(("<groepen>\n", *groups, "</groepen>\n<leerlingen>\n"))
        file.writelines(_many_pupils(number, number_of_groups, year, step))
        file.writelines(("</leerlingen>\n<leerkrachten>\n", *staff, "</leerkrachten>\n</EDEX>\n"))
    return path


def _many_pupils(number: int, number_of_groups: int, year: str, step: int) -> Iterator[str]:
    for at in range(number):
        yield pupil(
            f"{100_000 + at}",
            CALL_NAMES[at % 12],
            eckid=f"https://voorbeeld.invalid/eck/{at:064d}",
            group=f"{year}-{(at + step) % number_of_groups}",
            achternaam=f"{LAST_NAMES[at % 9]}-{at // 9}",
            voorvoegsel=INFIXES[at % 6] or None,
            geboortedatum=f"{2014 + at % 8}-{at % 12 + 1:02d}-{at % 28 + 1:02d}",
            geslacht=at % 2 + 1,
            jaargroep=at % 8 + 1,
            bsn="123456782",
            instroomdatum="2024-08-26",
            mutatiedatum="2026-09-01T12:00:00",
        )
