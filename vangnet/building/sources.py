"""The sources that say what of a building is inspected, and how often; `law.md` tells what each asks.

Where the law gives no number, the lists of the sector councils do. They differ, and neither is law: both are shown.
"""

from datetime import date

from vangnet.core.law import Act, PlanParagraph, Practice

LIFTS = Act("Besluit liften", "BWBR0008212", date(2015, 1, 1))
# Replaced in 2023 by a decree whose articles could not be read.
PLAYGROUNDS = Act("Warenwetbesluit attractie- en speeltoestellen", "BWBR0008223", date(2015, 1, 1))
ARBOBESLUIT = Act("Arbobesluit", "BWBR0008498", date(2015, 1, 1))

PO_RAAD = Practice("PO-Raad, keuringen in het primair onderwijs")
VOION = Practice("Voion, verplichte keuringen in het voortgezet onderwijs")
FIRE_ALARM_TRADE = Practice("NEN 2654-1, zoals installateurs het uitleggen")
EVACUATION_ALARM_TRADE = Practice("NEN 2654-2, zoals installateurs het uitleggen")
EXTINGUISHER_TRADE = Practice("NEN 2559, zoals installateurs het uitleggen")

BOARDS_WORK = PlanParagraph("2.2.3")
PHYSICAL_SAFETY = PlanParagraph("3.1.7")
