"""Counts a poll: tallies by question and group, small groups kept shut, the integrity statement."""
