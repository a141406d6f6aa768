"""The keys of the dossiers, in a store apart from the main database, each wrapped by the installation's key.

A copy of the main database alone gives no readable text, and a destroyed key makes every such copy unreadable.
"""
