"""Emergencies: drills, the evacuation plan, who can help on which day, and what everybody does when the alarm goes.

Safety plan 3.1.7 and 3.5.2; Arbowet art. 3 and 15. Emergency response officers (BHV) and the head keep it; all staff
read it.
"""
