"""What the forms of both kinds share."""
