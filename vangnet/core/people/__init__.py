"""Who there is: board, clusters, schools, groups, pupils, guardians, staff and their appointments."""
