"""Members' opinions on topics that the Confederation or a unit opens."""
