"""Reading without a network and installing as an application."""
