"""What is filled in for each step of a suspicion."""
