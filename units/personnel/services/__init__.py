"""Changes of bodies, people and appointments, each with its audit entry."""
