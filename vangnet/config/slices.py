"""The parts of the safety work that this installation runs, read from top to bottom.

CONTRIBUTING.md says what else a new part touches: its addresses, its door in the navigation, its place in the layers.
"""

SLICES = [
    "vangnet.office",
    "vangnet.incidents",
    "vangnet.bullying",
    "vangnet.meldcode",
    "vangnet.restraint",
    "vangnet.premises",
    "vangnet.discipline",
    "vangnet.complaints",
    "vangnet.misconduct",
    "vangnet.confidences",
    "vangnet.crisis",
    "vangnet.staffing",
    "vangnet.emergencies",
    "vangnet.rollcall",
    "vangnet.building",
    "vangnet.hazards",
    "vangnet.plan",
    "vangnet.desk",
]

# Each kind of dossier, by the place of its declaration, in the order in which people choose one to open.
DOSSIER_KINDS = [
    "vangnet.incidents.kind.INCIDENT",
    "vangnet.bullying.kind.BULLYING",
    "vangnet.meldcode.kind.MELDCODE",
    "vangnet.restraint.kind.RESTRAINT",
    "vangnet.premises.kind.AGGRESSION",
    "vangnet.discipline.suspension.kind.SUSPENSION",
    "vangnet.discipline.removal.kind.REMOVAL",
    "vangnet.complaints.kind.COMPLAINT",
    "vangnet.misconduct.kind.MISCONDUCT",
    "vangnet.confidences.kind.CONFIDENCE",
    "vangnet.crisis.kind.CRISIS",
]

# The yearly promises of each part, by the place of its list.
DUTIES: list[str] = [
    "vangnet.staffing.duties.DUTIES",
    "vangnet.emergencies.duties.DUTIES",
    "vangnet.building.duties.DUTIES",
    "vangnet.hazards.duties.DUTIES",
    "vangnet.plan.duties.DUTIES",
]

# What the text of a safety plan can name, by the place of its list.
FACTS: list[str] = [
    "vangnet.plan.plan.FACTS",
    "vangnet.staffing.plan.FACTS",
    "vangnet.emergencies.plan.FACTS",
    "vangnet.building.plan.FACTS",
    "vangnet.hazards.plan.FACTS",
    "vangnet.incidents.plan.FACTS",
]

# What may be agreed about parts that have no dossiers, by the place of the declaration.
AGREED = [
    "vangnet.rollcall.terms.AGREED",
    "vangnet.plan.terms.AGREED",
]
