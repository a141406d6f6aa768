"""The parts of the safety work that this installation runs, read from top to bottom.

CONTRIBUTING.md says what else a new part touches: its addresses, its door in the navigation, its place in the layers.
"""

SLICES = [
    "vangnet.office",
    "vangnet.incidents",
    "vangnet.restraint",
    "vangnet.discipline",
    "vangnet.desk",
]

# Each kind of dossier, by the place of its declaration.
DOSSIER_KINDS = [
    "vangnet.incidents.kind.INCIDENT",
    "vangnet.restraint.kind.RESTRAINT",
    "vangnet.discipline.suspension.kind.SUSPENSION",
    "vangnet.discipline.removal.kind.REMOVAL",
]
