"""The building: installations and equipment with their inspections, defects, the log of the playground, contracts."""
