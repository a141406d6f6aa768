"""The parts of the safety work that this installation runs, read from top to bottom.

A new part is one line in each list; nothing else outside its folder changes.
"""

SLICES = [
    "vangnet.office",
    "vangnet.incidents",
    "vangnet.desk",
]

# Each kind of dossier, by the place of its declaration.
DOSSIER_KINDS = [
    "vangnet.incidents.kind.INCIDENT",
]
