"""What is filled in for each step of the meldcode."""
