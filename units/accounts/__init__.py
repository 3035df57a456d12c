"""People's accounts in a unit: the administrator's screens and the invited person's page."""
