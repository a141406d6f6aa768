"""Suspending a pupil for one to five school days: consulted, decided, told, and back at school again (WPO art. 40c)."""
