"""Icons are drawn from the logo, and those in the repository are what the command draws."""

from io import StringIO

import pytest
from django.core.management import call_command
from PIL import Image, ImageChops

from portal.management.commands import draw_icons
from portal.pwa import icons
from portal.pwa.icons import BACKGROUND, FOLDER, ICONS, draw


@pytest.mark.parametrize("icon", ICONS, ids=lambda icon: icon.name)
def test_stored_icon_is_the_drawn_one(icon, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(draw_icons, "FOLDER", tmp_path / "icons")
    out = StringIO()

    call_command("draw_icons", stdout=out)

    assert icon.name in out.getvalue()
    drawn = Image.open(tmp_path / "icons" / icon.name).convert("RGBA")
    stored = Image.open(FOLDER / icon.name).convert("RGBA")
    assert stored.size == (icon.side, icon.side)
    assert ImageChops.difference(drawn, stored).getbbox() is None


def test_maskable_icon_fills_its_corners_and_keeps_its_logo_inside() -> None:
    icon = next(one for one in ICONS if one.is_maskable)
    picture = draw(icon)

    edge = picture.crop((0, 0, icon.side, icon.side // 10))
    assert {colour for _count, colour in edge.getcolors()} == {
        (*bytes.fromhex(BACKGROUND.removeprefix("#")), 255)
    }


def test_plain_icon_has_clear_corners() -> None:
    assert draw(ICONS[0]).getpixel((0, 0))[3] == 0


def test_a_shape_that_cannot_be_drawn_is_refused(tmp_path, monkeypatch) -> None:
    logo = tmp_path / "logo.svg"
    logo.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><rect width="1"/></svg>'
    )
    monkeypatch.setattr(icons, "LOGO", logo)

    with pytest.raises(ValueError, match="rect"):
        draw(ICONS[0])
