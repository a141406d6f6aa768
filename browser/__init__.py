"""A few journeys through the real program in a real browser, and the pictures of the documents."""
