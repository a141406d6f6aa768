"""The demonstration: an invented board with three schools, 600 pupils and a school year of incidents.

Data in TOML and plain Python that reads it; nothing here knows Django. No person or school in it exists.
"""
