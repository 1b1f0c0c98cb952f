"""Matching: which statements say the same, and which known claim a text repeats.

Plain Python without Django or database; queries, storage and what follows from a match belong to the claims services.
"""
