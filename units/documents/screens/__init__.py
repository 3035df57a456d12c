"""Screens of the register, for officers, leaders and the Office."""
