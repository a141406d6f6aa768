"""What waits for me today, in order of its date; and nothing else."""
