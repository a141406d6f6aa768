"""The pages of the building."""
