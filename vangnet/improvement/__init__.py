"""Looking back and giving account: what a school evaluates, discusses and changes, each school year anew."""
