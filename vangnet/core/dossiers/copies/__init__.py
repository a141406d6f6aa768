"""A copy of one dossier for one reader: on paper and as data, with what was withheld from whom and why."""
