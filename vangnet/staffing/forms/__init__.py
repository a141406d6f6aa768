"""The forms of staffing."""
