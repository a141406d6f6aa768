"""Where a rule comes from: an article of law, a paragraph of the school's safety plan, or practice in the sector.

Whoever reads a rule on the screen can see which of the three it is; nothing is presented as law that is not.
"""

from dataclasses import dataclass
from datetime import date

from vangnet.core.words import _


@dataclass(frozen=True)
class Act:
    """A statute or decree: the name by which it is cited, its number in the Basiswettenbestand, the version read."""

    name: str
    number: str
    read: date

    def art(self, number: str, part: str = "") -> "Article":
        return Article(self, number, part)


@dataclass(frozen=True)
class Article:
    act: Act
    number: str
    part: str = ""

    is_law = True
    kind = _("Law")

    def cite(self) -> str:
        return ", ".join(piece for piece in (f"{self.act.name}, art. {self.number}", self.part) if piece)


@dataclass(frozen=True)
class PlanParagraph:
    """A promise of the school's own safety plan; stricter than the law, or where the law is silent."""

    number: str

    is_law = False
    kind = _("Safety plan")

    def cite(self) -> str:
        return f"Veiligheidsplan, par. {self.number}"


@dataclass(frozen=True)
class Practice:
    """Guidance of the sector or Vangnet's own proposal. `who` says whose; a school may choose otherwise."""

    who: str

    is_law = False
    kind = _("Practice")

    def cite(self) -> str:
        return self.who


Source = Article | PlanParagraph | Practice

# The version read is the consolidation of which the date is given; article numbers may have moved since.
WPO = Act("WPO", "BWBR0003420", date(2015, 1, 1))
AWB = Act("Awb", "BWBR0005537", date(2015, 1, 1))
ARBO = Act("Arbowet", "BWBR0010346", date(2015, 1, 1))
AVG = Act("AVG", "EU 2016/679", date(2016, 4, 27))
LEERPLICHT = Act("Leerplichtwet", "BWBR0002628", date(2015, 1, 1))
WMS = Act("WMS", "BWBR0020685", date(2015, 1, 1))
WOT = Act("WOT", "BWBR0013800", date(2015, 1, 1))
# Since 1 January 2024 in the Besluit bouwwerken leefomgeving, of which the numbers were not read.
BOUWBESLUIT = Act("Bouwbesluit 2012", "BWBR0030461", date(2015, 1, 1))

# What parents of one child hear about another child is personal data of that other child.
NO_MORE_THAN_NEEDED = AVG.art("5", "lid 1, onder c")

VANGNET_PROPOSES = Practice(_("Proposed by Vangnet; no law, your school may choose otherwise"))
