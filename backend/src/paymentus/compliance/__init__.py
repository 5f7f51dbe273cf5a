"""Sanctions screening: who may not be dealt with, found although the name is written differently.

What always holds: a hit says why in words, the same names give the same score, and a list that
cannot be read whole is refused with the row that is wrong.
"""
