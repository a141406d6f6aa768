"""Django's SQLite, with one fault of it closed: a file that was moved away while the server runs is noticed.

SQLite itself goes on writing into a file that no longer stands in its place, and makes an empty one where none is. A
report of a child's injury would then be acknowledged and gone at the next start.
"""
