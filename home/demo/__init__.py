"""Demonstration content: what a fresh installation shows before the units write their own."""
