"""What desks do after publication: corrections, updates, retractions."""
