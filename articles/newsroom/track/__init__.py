"""The way of one piece: where it is, who has it since when, and what happened before."""
