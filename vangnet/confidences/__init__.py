"""What pupils, parents and colleagues tell the confidential adviser, and what he or she does for them (plan 3.5.3)."""
