"""The forms of a roll-call: getting ready, calling names without scripts, and closing."""
