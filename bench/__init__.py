"""How fast Vangnet is: a large invented board, the real server, and the floor of the same run (docs/speed.md)."""
