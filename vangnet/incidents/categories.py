"""The categories that a new installation starts with. A board changes them as data; each says where it comes from."""

from dataclasses import dataclass

PLAN = "Veiligheidsplan, par. 3.2.2 (ernstig incident)"
INSPECTORATE = "Vertrouwensinspectie (WOT art. 6)"
ITS = "ITS-advies incidentenregistratie (2009)"
SCHOOLS = "Formulieren van scholen"
ARBO = "Arbowet art. 9; Arbocatalogus PO"


@dataclass(frozen=True)
class Starting:
    key: str
    name_nl: str
    name_en: str
    hint_nl: str
    hint_en: str
    icon: str
    source: str
    is_serious: bool = False
    is_accident: bool = False


STARTING = (
    Starting(
        "physical_violence",
        "Slaan, schoppen, duwen",
        "Hitting, kicking, pushing",
        "Lichamelijk geweld",
        "Physical violence",
        "hand",
        INSPECTORATE,
    ),
    Starting(
        "verbal_violence",
        "Schelden, uitschelden",
        "Name-calling",
        "Kwetsende woorden",
        "Hurtful words",
        "speech",
        SCHOOLS,
    ),
    Starting(
        "bullying",
        "Pesten",
        "Bullying",
        "Herhaald, met machtsverschil",
        "Repeated, with unequal power",
        "bullying",
        INSPECTORATE,
    ),
    Starting(
        "online_bullying",
        "Online pesten",
        "Online bullying",
        "In een groepsapp, spel of op sociale media",
        "In a chat, a game or on social media",
        "phone",
        SCHOOLS,
    ),
    Starting(
        "accident",
        "Ongeval",
        "Accident",
        "Gevallen, gestoten, geknikt",
        "Fell, bumped, sprained",
        "plaster",
        ARBO,
        is_accident=True,
    ),
    Starting(
        "medical",
        "Onwel of ziek",
        "Taken ill",
        "Flauwgevallen, allergie, toeval",
        "Fainted, allergy, seizure",
        "medical",
        SCHOOLS,
    ),
    Starting("threat", "Bedreiging", "Threat", "", "", "alert", ITS, is_serious=True),
    Starting(
        "discrimination",
        "Discriminatie",
        "Discrimination",
        "Om afkomst, geloof, uiterlijk, geaardheid",
        "Because of origin, belief, looks, orientation",
        "people",
        INSPECTORATE,
    ),
    Starting(
        "sexual_harassment",
        "Seksuele intimidatie",
        "Sexual harassment",
        "Ongewenste woorden of aanrakingen",
        "Unwanted words or touches",
        "shield",
        PLAN,
        is_serious=True,
    ),
    Starting(
        "sexual_abuse",
        "Seksueel misbruik",
        "Sexual abuse",
        "Ook bij twijfel",
        "Also when in doubt",
        "shield",
        INSPECTORATE,
        is_serious=True,
    ),
    Starting(
        "weapon",
        "Wapen",
        "Weapon",
        "Mes, nepwapen, ander gevaarlijk voorwerp",
        "Knife, imitation weapon, other dangerous object",
        "alert",
        PLAN,
        is_serious=True,
    ),
    Starting(
        "drugs_alcohol_fireworks",
        "Drugs, alcohol, vuurwerk",
        "Drugs, alcohol, fireworks",
        "",
        "",
        "spark",
        ITS,
    ),
    Starting("vandalism", "Vernieling", "Vandalism", "", "", "broken", ITS),
    Starting("theft", "Diefstal", "Theft", "", "", "lock", ITS),
    Starting("runaway", "Weggelopen of vermist", "Runaway or missing", "", "", "search", SCHOOLS),
    Starting(
        "parent_aggression",
        "Agressie door ouder",
        "Aggression by a parent",
        "",
        "",
        "person",
        PLAN,
        is_serious=True,
    ),
    Starting(
        "unwanted_presence",
        "Ongewenst bezoek",
        "Unwanted visitor",
        "Iemand die hier niet hoort",
        "Somebody who does not belong here",
        "door",
        SCHOOLS,
    ),
    Starting(
        "restraint",
        "Vastpakken door personeel",
        "Restraint by staff",
        "Fysiek ingrijpen",
        "Physical intervention",
        "hand",
        "Veiligheidsplan, par. 3.1.2",
    ),
    Starting("other", "Iets anders", "Something else", "", "", "dots", SCHOOLS),
)
