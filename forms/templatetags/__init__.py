"""Template tags of members' voice."""
