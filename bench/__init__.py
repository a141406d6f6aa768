"""How fast Vangnet is: a large invented board, the real server, and the floor measured in the same run (docs/speed.md)."""
