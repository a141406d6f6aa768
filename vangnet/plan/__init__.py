"""The safety plan itself: written in the board's layer and the school's, alive with facts, adopted and compared."""
