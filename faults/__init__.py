"""What Vangnet survives, tried for real: servers killed, disks full, databases gone (docs/faults.md)."""
