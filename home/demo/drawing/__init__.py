"""Pictures for the demonstration, drawn by program so that no foreign asset is shipped."""

from home.demo.drawing.render import SCENES, draw

__all__ = ["SCENES", "draw"]
