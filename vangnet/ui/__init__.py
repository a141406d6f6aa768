"""How Vangnet looks and speaks: base page, components, styles, scripts; it knows no school subject."""
