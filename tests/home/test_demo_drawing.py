"""The demonstration's pictures: every scene draws, the same each time, in the size asked for."""

import pytest

from home.demo.drawing import SCENES, draw

SMALL = (320, 200)


def distinct_colours(image):
    return len(image.getcolors(maxcolors=image.width * image.height))


@pytest.mark.parametrize("scene", SCENES)
def test_draw_scene_fills_the_size_asked_for(scene):
    image = draw(scene, seed=1, size=SMALL)

    assert image.size == SMALL
    assert image.mode == "RGB"
    assert distinct_colours(image) > 300


@pytest.mark.parametrize("scene", SCENES)
def test_draw_same_seed_gives_the_same_picture(scene):
    first = draw(scene, seed=7, size=SMALL)
    again = draw(scene, seed=7, size=SMALL)

    assert first.tobytes() == again.tobytes()


@pytest.mark.parametrize("scene", SCENES)
def test_draw_other_seed_gives_another_picture(scene):
    assert draw(scene, seed=1, size=SMALL).tobytes() != draw(scene, seed=2, size=SMALL).tobytes()


@pytest.mark.parametrize("size", [(1600, 1000), (1200, 1200), (800, 300), (333, 501)])
def test_draw_keeps_any_proportion(size):
    assert draw("harbour", seed=3, size=size).size == size


def test_draw_close_ups_show_different_sides():
    sides = {draw("harbour", seed=seed, size=SMALL).tobytes() for seed in (104, 204, 304)}

    assert len(sides) == 3


def test_draw_leaves_no_black_gap_between_layers():
    for scene in SCENES:
        for seed in (1, 2, 103, 203, 303):
            image = draw(scene, seed=seed, size=SMALL)
            black = sum(count for count, colour in image.getcolors(64000) if max(colour) < 8)
            assert black == 0, (scene, seed)


def test_draw_unknown_scene_raises():
    with pytest.raises(KeyError):
        draw("moon_base", seed=1)
