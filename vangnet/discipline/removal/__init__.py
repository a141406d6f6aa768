"""Removing a pupil: everybody heard, another school found, decided with reasons, objected to (WPO art. 40 and 63)."""
