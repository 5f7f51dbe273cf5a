"""Reports to FinCEN and OFAC: what they say, what makes them wrong, when they are due.

Sources: FinCEN's electronic filing requirements for Form 112 (CTR) and Form 111 (SAR), XML schema
2.0, batch files v1.2; 31 CFR chapter X; 31 CFR part 501.
"""
