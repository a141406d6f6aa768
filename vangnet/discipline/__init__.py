"""Suspending and removing a pupil (plan 3.2.2; WPO art. 40, 40c, 43 and 63): what must stand recorded before and after.

Head and internal support coordinator prepare it, the board decides or gave the head a mandate; each of the two has its
own dossier, in `suspension` and `removal`.
"""
