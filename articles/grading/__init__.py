"""Grades of used pieces by the royalty decree."""
