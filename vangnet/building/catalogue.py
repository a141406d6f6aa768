"""What is inspected in a school, how often, and who says so. Read it as the table that a school would put on the wall.

Where sources differ every interval stands here, and the school or its board chooses; until then the strictest holds.
An inspection that asks more counts for the smaller ones as well: yearly maintenance of the fire alarm is a test too.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from vangnet.core.law import BOUWBESLUIT, VANGNET_PROPOSES, Source
from vangnet.core.words import _

from .sources import (
    ARBOBESLUIT,
    BOARDS_WORK,
    EVACUATION_ALARM_TRADE,
    EXTINGUISHER_TRADE,
    FIRE_ALARM_TRADE,
    LIFTS,
    PHYSICAL_SAFETY,
    PLAYGROUNDS,
    PO_RAAD,
    VOION,
)

BUILDING = "building"  # the building as a whole: inspected without being registered first


@dataclass(frozen=True)
class Interval:
    """What one source asks: every so many months. None: it asks for the inspection, and leaves the interval open."""

    source: Source
    months: int | None


@dataclass(frozen=True)
class Check:
    """One inspection of one sort of equipment. `title` is the promise, `name` what people call it.

    `first`: within how many months after first use, where that differs. `counts`: which others count for it too.
    """

    key: str
    name: str
    title: str
    intervals: tuple[Interval, ...]
    hint: str = ""
    first: int = 0
    counts: tuple[str, ...] = ()

    @property
    def months(self) -> int:
        """The strictest, until the school or its board chooses."""
        return min(self.known)

    @property
    def most_months(self) -> int:
        return max(self.known)

    @property
    def known(self) -> list[int]:
        return [each.months for each in self.intervals if each.months is not None]

    @property
    def strictest(self) -> Source:
        return next(each.source for each in self.intervals if each.months == self.months)


@dataclass(frozen=True)
class Sort:
    """A sort of equipment. `is_everywhere`: no school is without, so a school that has none registered is behind."""

    key: str
    name: str
    checks: tuple[Check, ...] = ()
    hint: str = ""
    is_everywhere: bool = False


FIRE_ALARM = Sort(
    "fire_alarm",
    _("Fire alarm"),
    (
        Check(
            "fire_alarm_test",
            _("Monthly test"),
            _("The fire alarm is tested, the transmission of the alarm as well"),
            (Interval(FIRE_ALARM_TRADE, 1), Interval(BOUWBESLUIT.art("6.20", "lid 8"), None)),
            hint=_("By the trained person whom you appointed for it."),
            counts=("fire_alarm_half_yearly", "fire_alarm_maintenance"),
        ),
        Check(
            "fire_alarm_half_yearly",
            _("Wider check"),
            _("The fire alarm is checked more widely"),
            (Interval(FIRE_ALARM_TRADE, 6),),
            counts=("fire_alarm_maintenance",),
        ),
        Check(
            "fire_alarm_maintenance",
            _("Yearly maintenance"),
            _("The fire alarm is maintained by a firm"),
            (Interval(FIRE_ALARM_TRADE, 12), Interval(BOUWBESLUIT.art("6.20", "lid 7"), None)),
        ),
    ),
    hint=_("Asked of a school of more than 500 m², or of more than 250 m² with an upper floor."),
)

EVACUATION_ALARM = Sort(
    "evacuation_alarm",
    _("Evacuation alarm"),
    (
        Check(
            "evacuation_alarm_check",
            _("Check between"),
            _("The evacuation alarm is checked, four and eight months after its maintenance"),
            (Interval(EVACUATION_ALARM_TRADE, 4),),
            counts=("evacuation_alarm_maintenance",),
        ),
        Check(
            "evacuation_alarm_maintenance",
            _("Yearly maintenance"),
            _("The evacuation alarm is maintained by a recognised firm"),
            (Interval(EVACUATION_ALARM_TRADE, 12), Interval(BOUWBESLUIT.art("6.23", "lid 5"), None)),
        ),
    ),
)

EXTINGUISHERS = Sort(
    "extinguishers",
    _("Fire extinguishers"),
    (
        Check(
            "extinguishers_look",
            _("Own look"),
            _("The school looks at its fire extinguishers itself"),
            (Interval(EXTINGUISHER_TRADE, 3),),
            hint=_("In their place, sealed, within reach, the needle in the green."),
            counts=("extinguishers_maintenance",),
        ),
        Check(
            "extinguishers_maintenance",
            _("Maintenance"),
            _("The fire extinguishers are maintained by a firm"),
            (Interval(PO_RAAD, 12), Interval(BOUWBESLUIT.art("6.31", "lid 4"), 24)),
            hint=_("More widely after five years, revised after ten, replaced after twenty at the latest."),
        ),
    ),
    hint=_("All of one building together, or each by itself."),
    is_everywhere=True,
)

HOSE_REELS = Sort(
    "hose_reels",
    _("Fire hose reels"),
    (
        Check(
            "hose_reels_maintenance",
            _("Yearly maintenance"),
            _("The fire hose reels are maintained"),
            (Interval(PO_RAAD, 12), Interval(VOION, 12)),
        ),
    ),
)

EMERGENCY_LIGHTING = Sort(
    "emergency_lighting",
    _("Emergency lighting"),
    (
        Check(
            "emergency_lighting_check",
            _("Yearly check"),
            _("The emergency lighting is checked by an expert"),
            (Interval(PO_RAAD, 12),),
        ),
    ),
    hint=_("Asked for rooms in which more than 75 people can be, and for their way out."),
)

BURGLAR_ALARM = Sort(
    "burglar_alarm",
    _("Burglar alarm"),
    (
        Check(
            "burglar_alarm_check",
            _("Yearly check"),
            _("The burglar alarm is checked"),
            (Interval(PO_RAAD, 12),),
        ),
    ),
)

ELECTRICITY = Sort(
    "electricity",
    _("Electrical installation and tools"),
    (
        Check(
            "electricity_inspection",
            _("Inspection by NEN 3140"),
            _("The electrical installation and tools are inspected"),
            (Interval(PO_RAAD, 36), Interval(VOION, 60), Interval(BOARDS_WORK, None)),
            hint=_("Voion speaks of four to five years."),
        ),
    ),
    is_everywhere=True,
)

LARGE_HEATING = Sort(
    "large_heating",
    _("Heating of more than 100 kW"),
    (
        Check(
            "large_heating_inspection",
            _("Inspection"),
            _("The large heating installation is inspected"),
            (Interval(VOION, 24), Interval(PO_RAAD, 48)),
            hint=_("The PO-Raad asks it of installations of more than 110 kW."),
        ),
    ),
)

HEATING = Sort(
    "heating",
    _("Heating up to 100 kW"),
    (
        Check(
            "heating_maintenance",
            _("Yearly maintenance"),
            _("The heating is maintained"),
            (Interval(VOION, 12),),
        ),
    ),
)

LIFT = Sort(
    "lift",
    _("Lift"),
    (
        Check(
            "lift_inspection",
            _("Inspection"),
            _("The lift is inspected by an appointed body"),
            (Interval(LIFTS.art("17", "lid 1"), 18),),
            hint=_("The first time within twelve months after it was taken into use."),
            first=12,
        ),
    ),
)

GYM = Sort(
    "gym",
    _("Equipment of gym and play hall"),
    (
        Check(
            "gym_inspection",
            _("Yearly inspection"),
            _("The equipment of gym and play hall is inspected"),
            (Interval(PHYSICAL_SAFETY, 12), Interval(PO_RAAD, 12)),
            hint=_("What is damaged is repaired or removed from use."),
        ),
    ),
)

PLAYGROUND = Sort(
    "playground",
    _("Playground equipment outdoors"),
    (
        Check(
            "playground_look",
            _("Own look"),
            _("The school looks at the playground equipment itself"),
            (Interval(PO_RAAD, 3), Interval(PLAYGROUNDS.art("15", "lid 1"), None)),
            counts=("playground_inspection",),
        ),
        Check(
            "playground_inspection",
            _("Yearly inspection"),
            _("The playground equipment is inspected by an expert"),
            (Interval(PO_RAAD, 12), Interval(PLAYGROUNDS.art("15", "lid 1"), None)),
        ),
    ),
    hint=_("Keep the certificate and the maker's manual with it; its log is kept here."),
)

LADDERS = Sort(
    "ladders",
    _("Ladders and scaffolds"),
    (
        Check(
            "ladders_inspection",
            _("Inspection by NEN 2484"),
            _("Ladders and scaffolds are inspected"),
            (Interval(VANGNET_PROPOSES, 12), Interval(ARBOBESLUIT.art("7.4a", "lid 3"), None)),
            hint=_("As often as their safety asks; the proof is at hand where they are used."),
        ),
    ),
)

ROOF = Sort(
    "roof",
    _("Fall protection on the roof"),
    (
        Check(
            "roof_inspection",
            _("Yearly inspection"),
            _("The fall protection on the roof is inspected"),
            (Interval(PO_RAAD, 12),),
        ),
    ),
)

WATER = Sort(
    "water",
    _("Water pipes and boilers"),
    (
        Check(
            "water_legionella",
            _("Control of legionella"),
            _("Legionella is kept out of the water"),
            (Interval(VANGNET_PROPOSES, 12), Interval(BOARDS_WORK, None)),
            hint=_(
                "The rules that demand an analysis of risks do not name ordinary schools; the plan promises it."
            ),
        ),
    ),
)

AIR = Sort(
    "air",
    _("CO₂ meters"),
    (
        Check(
            "air_check",
            _("Own look"),
            _("The CO₂ meters are there and work"),
            (Interval(VANGNET_PROPOSES, 12), Interval(BOUWBESLUIT.art("7.23", "lid 1"), None)),
        ),
    ),
)

ASBESTOS = Sort(
    "asbestos",
    _("Asbestos inventory"),
    hint=_("Keep the report here for as long as you use the building. It is not repeated by itself."),
)

OTHER = Sort(
    "other", _("Something else"), hint=_("Without an inspection that returns; defects and papers stand here.")
)

WHOLE_BUILDING = Sort(
    BUILDING,
    _("The building as a whole"),
    (
        Check(
            "fire_safety",
            _("Fire safety inspection"),
            _("The fire safety of the building is inspected for the board"),
            (Interval(PHYSICAL_SAFETY, 12), Interval(BOARDS_WORK, 12)),
        ),
        Check(
            "crawl_space",
            _("Inspection of the crawl space"),
            _("The crawl space is inspected"),
            (Interval(VANGNET_PROPOSES, 36), Interval(BOARDS_WORK, None)),
        ),
    ),
    is_everywhere=True,
)

SORTS = (
    FIRE_ALARM,
    EVACUATION_ALARM,
    EXTINGUISHERS,
    HOSE_REELS,
    EMERGENCY_LIGHTING,
    BURGLAR_ALARM,
    ELECTRICITY,
    LARGE_HEATING,
    HEATING,
    LIFT,
    GYM,
    PLAYGROUND,
    LADDERS,
    ROOF,
    WATER,
    AIR,
    ASBESTOS,
    OTHER,
)

SORT_OF: Mapping[str, Sort] = {sort.key: sort for sort in (WHOLE_BUILDING, *SORTS)}
CHECK_OF: Mapping[str, Check] = {check.key: check for sort in SORT_OF.values() for check in sort.checks}
SORT_OF_CHECK: Mapping[str, Sort] = {check.key: sort for sort in SORT_OF.values() for check in sort.checks}
