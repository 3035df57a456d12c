"""Replays a file of changes on the register: one package for `apply_reorganisation`."""
