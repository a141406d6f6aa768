"""What each command does; a module has one `run(options)` that gives the exit code."""
