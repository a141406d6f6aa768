"""What people fill in about a dossier of any kind, and what is refused."""
