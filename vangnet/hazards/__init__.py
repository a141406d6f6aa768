"""The risk assessment (RI&E): its versions, the risks with their measures, and the plan of action."""
