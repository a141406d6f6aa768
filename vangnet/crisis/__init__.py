"""Death or another traumatic event: who was told, which help was asked, what was agreed, and aftercare (plan 3.2.1)."""
