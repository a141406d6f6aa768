"""The roll-call in an evacuation: who is out, who is missing, on several phones at once and without line as well."""
