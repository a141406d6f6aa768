"""Pages of the second step: at sign-in, again after a while, setting one up, and taking one away."""
