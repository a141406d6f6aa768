"""Who has which task at a school, who stands in, what the world is told of it, and what each has been trained for."""
