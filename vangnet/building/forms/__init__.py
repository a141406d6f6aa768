"""What people fill in about the building."""
