"""The safety plan of a school: the document that says how it keeps its pupils and staff safe."""
