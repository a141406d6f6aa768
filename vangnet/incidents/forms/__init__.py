"""What people fill in about incidents, and what is refused."""
