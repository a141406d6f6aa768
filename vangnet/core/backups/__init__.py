"""Copies of all that was recorded, made while people work; putting one back; and the nightly proof that it can be.

Main database, keys and attachments lie apart, each with its own term: what was destroyed must not stay readable for
as long as the copies of the main database are kept (docs/decisions/0018-backups.md).
"""
