"""Pages that every kind of dossier has: why you see it, who read it, breaking the glass, destruction, seals."""
