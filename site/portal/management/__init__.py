"""Management commands that set up, serve and check the whole portal."""
