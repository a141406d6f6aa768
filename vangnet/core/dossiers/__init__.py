"""The spine: a dossier is an append-only timeline of sealed entries under a protocol, read only by rule."""
