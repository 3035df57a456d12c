"""The one entry: a scene's name, a seed and a size make the same picture every time."""

from random import Random

from PIL import Image, ImageOps

from home.demo.drawing.canvas import HEIGHT, WIDTH, Canvas
from home.demo.drawing.palette import PALETTES
from home.demo.drawing.scenes import SCENES

SUPERSAMPLING = 2
ZOOMS = (1.0, 1.0, 1.12, 1.25)


def draw(scene: str, *, seed: int, size: tuple[int, int] = (1600, 1000)) -> Image.Image:
    """Draw `scene` in a palette, a framing and a direction chosen by `seed`.

    Other proportions than 8:5 are cut from the drawing. Raises KeyError for an unknown scene.
    """
    painter, palette_names = SCENES[scene]
    chance = Random(f"{scene}:{seed}")  # noqa: S311 - repeatable, not secret
    width, height = size
    scale = SUPERSAMPLING * max(width / WIDTH, height / HEIGHT) * chance.choice(ZOOMS)
    mirrored = chance.random() < 0.5
    canvas = Canvas(scale, PALETTES[palette_names[seed % len(palette_names)]], chance)
    painter(canvas)
    picture = _framed(canvas.image, width, height, chance)
    return ImageOps.mirror(picture) if mirrored else picture


def _framed(image: Image.Image, width: int, height: int, chance: Random) -> Image.Image:
    """Cut the picture out of the drawing, rather low because people stand there, and shrink it."""
    left = round((image.width - width * SUPERSAMPLING) * chance.uniform(0.2, 0.8))
    top = round((image.height - height * SUPERSAMPLING) * chance.uniform(0.6, 0.9))
    box = (left, top, left + width * SUPERSAMPLING, top + height * SUPERSAMPLING)
    return image.crop(box).reduce(SUPERSAMPLING)
