"""Screens of those who moderate opinions and reply to them."""
