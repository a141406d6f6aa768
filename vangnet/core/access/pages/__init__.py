"""The pages of signing in that are ours: where one is signed in, coming back, the blank screen, the invitation."""
