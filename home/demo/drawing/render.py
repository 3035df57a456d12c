"""The one entry: a scene's name, a seed and a size make the same picture every time."""

from random import Random

from PIL import Image, ImageOps

from home.demo.drawing.canvas import HEIGHT, WIDTH, Canvas
from home.demo.drawing.palette import PALETTES
from home.demo.drawing.scenes import SCENES

SUPERSAMPLING = 2
ZOOMS = (1.0, 1.0, 1.12, 1.25)
CLOSE_UP = 1.6
SIDES = {1: 0.0, 2: 0.5, 3: 1.0}


def draw(scene: str, *, seed: int, size: tuple[int, int] = (1600, 1000)) -> Image.Image:
    """Draw `scene` in a palette, a framing and a direction chosen by `seed`.

    A seed of three figures is a close-up, so that a gallery can show one scene from several
    sides: 1xx of the left, 2xx of the middle, 3xx of the right of the drawing. Other proportions
    than 8:5 are cut from the drawing. Raises KeyError for an unknown scene.
    """
    painter, palette_names = SCENES[scene]
    chance = Random(f"{scene}:{seed}")  # noqa: S311 - repeatable, not secret
    zoom, across, down = _framing(seed, chance)
    mirrored = chance.random() < 0.5
    width, height = size
    scale = SUPERSAMPLING * max(width / WIDTH, height / HEIGHT) * zoom
    canvas = Canvas(scale, PALETTES[palette_names[seed % len(palette_names)]], chance)
    painter(canvas)
    picture = _cut(canvas.image, width, height, across, down)
    return ImageOps.mirror(picture) if mirrored else picture


def _framing(seed: int, chance: Random) -> tuple[float, float, float]:
    """Choose the zoom and where the frame lies: 0 is far left or top, 1 far right or bottom."""
    if seed // 100 in SIDES:
        return CLOSE_UP, SIDES[seed // 100], 0.95
    # Rather low, because people stand there.
    return chance.choice(ZOOMS), chance.uniform(0.2, 0.8), chance.uniform(0.6, 0.9)


def _cut(image: Image.Image, width: int, height: int, across: float, down: float) -> Image.Image:
    """Cut the frame out of the drawing and shrink it, which smooths the edges."""
    left = round((image.width - width * SUPERSAMPLING) * across)
    top = round((image.height - height * SUPERSAMPLING) * down)
    box = (left, top, left + width * SUPERSAMPLING, top + height * SUPERSAMPLING)
    return image.crop(box).reduce(SUPERSAMPLING)
