"""What every part of the safety work stands on; it speaks of no school subject."""
