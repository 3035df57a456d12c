"""Polls: asked, cast once by each who may, counted, frozen at the close."""
