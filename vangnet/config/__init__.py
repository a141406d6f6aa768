"""How one installation is put together: settings, addresses, the list of slices, recurring work, the command line."""
