"""Screens of statements, payees, budgets and what a person or a unit has earned."""
