"""How Vangnet looks and speaks: base page, components, styles and scripts; it knows no subject of a school."""
