"""The pages of incidents: report for everybody, handling for few, overview and figures."""
