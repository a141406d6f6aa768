"""A report as a person or a program reads it: in a terminal, as JSON, as SARIF."""
