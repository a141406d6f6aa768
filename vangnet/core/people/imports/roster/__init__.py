"""What a roster says about one school in one school year, and how that differs from what is known here."""
