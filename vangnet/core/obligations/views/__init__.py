"""The pages of the duties."""
