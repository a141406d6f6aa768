"""The school office: who works here in which role, the school calendar, and bringing in what other systems know."""
