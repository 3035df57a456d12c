"""Keeps drawn cards beside the database; what is lost is drawn again."""

import logging
import tempfile
import time
from pathlib import Path

from django.conf import settings

from portal.cards.drawing import draw_card
from portal.cards.facts import CardFacts

logger = logging.getLogger(__name__)
FOLDERS = 100
# What a process that died left behind is swept away after so many seconds.
ABANDONED_AFTER = 60


def card_of(pk: int, facts: CardFacts) -> bytes:
    """Return the card of a page, drawn the first time; one is kept for each page."""
    path = _folder(pk) / f"{pk}-{facts.digest}.png"
    try:
        return path.read_bytes()
    except OSError:
        content = draw_card(**facts._asdict())
    try:
        _keep(path, content)
        _sweep(path, pk)
    except OSError as error:
        # A full or read-only disk: the reader gets the card all the same.
        logger.warning("the share card %s was not kept: %s", path.name, error)
    return content


def _folder(pk: int) -> Path:
    return Path(settings.GENERATED_ROOT) / "cards" / f"{pk % FOLDERS:02}"


def _keep(path: Path, content: bytes) -> None:
    """Put a whole file in place: who reads meanwhile, or after a crash, never sees half of one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    prefix = path.name.partition("-")[0] + "-"
    with tempfile.NamedTemporaryFile(
        dir=path.parent, prefix=prefix, suffix=".part", delete=False
    ) as part:
        try:
            part.write(content)
            part.close()
            Path(part.name).replace(path)
        except BaseException:
            Path(part.name).unlink(missing_ok=True)
            raise


def _sweep(kept: Path, pk: int) -> None:
    """Remove the page's former cards and what a crash left of them."""
    for other in kept.parent.glob(f"{pk}-*.png"):
        if other != kept:
            other.unlink(missing_ok=True)
    for part in kept.parent.glob(f"{pk}-*.part"):
        if time.time() - part.stat().st_mtime > ABANDONED_AFTER:
            part.unlink(missing_ok=True)
