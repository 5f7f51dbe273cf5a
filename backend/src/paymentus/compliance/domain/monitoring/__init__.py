"""Transaction monitoring: what each party has done lately, and the rules that look at it. Pure."""
