"""The second step of signing in: a passkey or the code of an app beside the password, and codes for who lost both."""
