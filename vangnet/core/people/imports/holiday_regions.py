"""In which region for the spread of school holidays a school probably lies, by province and municipality.

The minister draws the regions by municipality, and now and then anew; so this is a proposal, and
Gelderland, which is divided in two, gets none.
"""

from vangnet.core.people.models import School
from vangnet.core.people.names import searchable

Region = School.Region

_BY_PROVINCE = {
    **dict.fromkeys(("groningen", "friesland", "fryslan", "drenthe", "overijssel"), Region.NORTH),
    **dict.fromkeys(("flevoland", "noord-holland"), Region.NORTH),
    **dict.fromkeys(("utrecht", "zuid-holland"), Region.MIDDLE),
    **dict.fromkeys(("noord-brabant", "limburg", "zeeland"), Region.SOUTH),
}
_OTHERWISE = {
    "zeewolde": Region.MIDDLE,
    "eemnes": Region.NORTH,
    "altena": Region.MIDDLE,
    "hattem": Region.NORTH,
}


def proposed_region(province: str, municipality: str) -> School.Region | None:
    return _OTHERWISE.get(searchable(municipality)) or _BY_PROVINCE.get(searchable(province))
