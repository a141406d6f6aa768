"""Bringing in what other systems know: rosters (EDEXML), guardians, calendars, and the board's schools."""
