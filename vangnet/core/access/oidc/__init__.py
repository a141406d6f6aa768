"""Signing in through the school's own account: Entra, Google, Entree Federatie or another OpenID Connect provider.

It proves who somebody is and gives nothing else: it makes no account, and without an appointment nobody comes in.
"""
