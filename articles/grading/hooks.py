"""Addresses and menu items of this part of the newsroom."""
