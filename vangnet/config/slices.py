"""The parts of the safety work that this installation runs, read from top to bottom.

CONTRIBUTING.md says what else a new part touches: its addresses, its door in the navigation, its place in the layers.
"""

SLICES = [
    "vangnet.office",
    "vangnet.incidents",
    "vangnet.meldcode",
    "vangnet.restraint",
    "vangnet.bullying",
    "vangnet.crisis",
    "vangnet.premises",
    "vangnet.complaints",
    "vangnet.desk",
]

# Each kind of dossier, by the place of its declaration.
DOSSIER_KINDS = [
    "vangnet.incidents.kind.INCIDENT",
    "vangnet.meldcode.kind.MELDCODE",
    "vangnet.restraint.kind.RESTRAINT",
    "vangnet.bullying.kind.BULLYING",
    "vangnet.crisis.kind.CRISIS",
    "vangnet.premises.kind.AGGRESSION",
    "vangnet.complaints.kind.COMPLAINT",
]
