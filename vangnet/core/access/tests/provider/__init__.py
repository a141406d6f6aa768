"""A real provider of OpenID Connect for the tests: the sign-in library's own, as a server of its own on a free port."""
