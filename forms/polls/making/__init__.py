"""Screens on which polls are made, announced and looked after."""
