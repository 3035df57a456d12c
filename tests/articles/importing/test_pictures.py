"""Pictures that come over: where, with which texts, into which collection."""

import pytest

from articles.importing.captions import split_credit
from core.models import PortalImage
from factories.pictures import encoded, with_exif
from factories.word import (
    drawing,
    italic,
    item,
    p,
    run,
    story,
    text_box,
    text_of,
    values_of,
)

JPEG, PNG = ("media/image1.jpeg", encoded("JPEG")), ("media/image1.png", encoded("PNG"))


def test_picture_with_alt_caption_and_credit(imported, unit, writer):
    piece = imported(
        story(
            p(drawing("a1", alt="Công nhân nhận quà")),
            p("Trao quà tại Nam Cấm. Ảnh: Hải Yến", style="Caption"),
            p("Đoạn sau"),
            pictures={"a1": JPEG},
        )
    )
    image = PortalImage.objects.get()
    assert values_of(piece.page, "picture") == [
        {
            "image": image.pk,
            "alt": "Công nhân nhận quà",
            "caption": "Trao quà tại Nam Cấm.",
            "credit": "Hải Yến",
        }
    ]
    assert (image.collection, image.uploaded_by_user) == (unit.collection, writer)
    assert (image.title, image.description, image.credit) == (
        "Trao quà tại Nam Cấm.",
        "Công nhân nhận quà",
        "Hải Yến",
    )
    assert image.is_public is False
    assert piece.page.picture_count == 1
    assert text_of(piece.page).endswith("<p>Đoạn sau</p>")


def test_stored_pictures_are_encoded_anew_without_what_the_camera_wrote(imported):
    imported(story(p(drawing("a1")), pictures={"a1": ("media/image1.jpg", with_exif())}))
    image = PortalImage.objects.get()
    with image.file.open("rb") as file:
        content = file.read()
    assert b"Hang May Anh" not in content
    assert image.width < image.height  # turned upright
    assert image.file_hash
    assert image.file_size == len(content)


@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_formats_of_the_portal_come_over(imported, image_format):
    name = f"media/image1.{image_format.lower()}"
    piece = imported(story(p(drawing("a1")), pictures={"a1": (name, encoded(image_format))}))
    assert piece.page.picture_count == 1


def test_picture_without_words_is_named_after_the_piece(imported):
    imported(story(p(drawing("a1")), pictures={"a1": PNG}))
    assert PortalImage.objects.get().title == "Công đoàn chăm lo Tết cho người lao động (1)"


@pytest.mark.parametrize(
    "below",
    [
        p(italic("Quang cảnh hội nghị")),
        p("Quang cảnh hội nghị", style="Caption"),
        p(italic("Quang cảnh "), italic("hội nghị")),
    ],
)
def test_line_below_a_picture_is_its_caption(imported, below):
    piece = imported(story(p(drawing("a1")), below, pictures={"a1": PNG}))
    assert values_of(piece.page, "picture")[0]["caption"] == "Quang cảnh hội nghị"


def test_plain_line_that_names_the_photographer_is_a_caption(imported):
    document = story(p(drawing("a1")), p("Lễ trao quà. Ảnh: An"), pictures={"a1": PNG})
    value = values_of(imported(document).page, "picture")[0]
    assert (value["caption"], value["credit"]) == ("Lễ trao quà.", "An")


def test_plain_paragraph_below_a_picture_stays_text(imported):
    piece = imported(story(p(drawing("a1")), p("Đoạn sau."), pictures={"a1": PNG}))
    assert values_of(piece.page, "picture")[0]["caption"] == ""
    assert text_of(piece.page).endswith("<p>Đoạn sau.</p>")


def test_caption_above_and_caption_in_a_box(imported):
    piece = imported(
        story(
            p("Ảnh trên", style="Caption"),
            p(drawing("a1")),
            p("xen"),
            p(drawing("a1"), text_box(p("Trong khung", style="Caption"))),
            pictures={"a1": PNG},
        )
    )
    captions = [value["caption"] for value in values_of(piece.page, "picture")]
    assert captions == ["Ảnh trên", "Trong khung"]


@pytest.mark.parametrize(
    ("caption", "parts"),
    [
        ("Trao quà. Ảnh: Hải Yến", ("Trao quà.", "Hải Yến")),
        ("Trao quà. ẢNH: HẢI YẾN.", ("Trao quà.", "HẢI YẾN")),
        ("Trao quà (Ảnh: CTV)", ("Trao quà", "CTV")),
        ("Trao quà (ảnh: CTV).", ("Trao quà", "CTV")),
        ("Trao quà - Ảnh: H.Y", ("Trao quà", "H.Y")),
        ("Trao quà – ảnh : Hải Yến", ("Trao quà", "Hải Yến")),
        ("Trao quà. Nguồn ảnh: TTXVN", ("Trao quà.", "TTXVN")),
        ("Trao quà [Nguồn: Báo Lao Động]", ("Trao quà", "Báo Lao Động")),
        ("Ảnh minh họa: Internet", ("", "Internet")),
        ("Ảnh: Hải Yến", ("", "Hải Yến")),
        ("Một số hình ảnh: lễ trao quà", ("Một số hình ảnh: lễ trao quà", "")),
        ("Trao quà", ("Trao quà", "")),
        ("Trao quà. Ảnh:", ("Trao quà. Ảnh:", "")),
        ("", ("", "")),
    ],
)
def test_credit_is_split_from_the_caption(caption, parts):
    assert split_credit(caption) == parts


def test_a_long_text_is_searched_for_no_credit():
    text = "Ảnh: " * 100_000
    assert split_credit(text) == (text, "")


def test_long_alt_and_caption_are_cut_and_noted(imported):
    piece = imported(
        story(
            p(drawing("a1", alt="mô tả " * 60)),
            p("chú thích " * 60, style="Caption"),
            pictures={"a1": PNG},
        )
    )
    value = values_of(piece.page, "picture")[0]
    assert len(value["alt"]) <= 250
    assert len(value["caption"]) <= 300
    assert piece.notes == ["Captions or descriptions that were too long were cut."]


def test_picture_used_twice_is_stored_once_with_both_texts(imported):
    piece = imported(
        story(
            p(drawing("a1", alt="một")),
            p("xen"),
            p(drawing("a1", alt="hai")),
            pictures={"a1": PNG},
        )
    )
    assert [value["alt"] for value in values_of(piece.page, "picture")] == ["một", "hai"]
    assert PortalImage.objects.get().description == "một"


def test_pictures_in_lists_and_between_words(imported):
    pictures = {f"a{n}": (f"media/i{n}.png", encoded("PNG", size=(40 + n, 30))) for n in (1, 2)}
    piece = imported(
        story(
            item(drawing("a1")),
            p(run("chữ trước "), drawing("a2"), run("chữ sau")),
            pictures=pictures,
        )
    )
    assert len(values_of(piece.page, "picture")) == 2
    assert "<p>chữ trước chữ sau</p>" in text_of(piece.page)


def test_pictures_of_old_programs_and_of_groups(imported):
    old = '<w:r><w:pict><v:shape alt="Ảnh cũ"><v:imagedata r:id="a1"/></v:shape></w:pict></w:r>'
    group = (
        '<w:r><w:drawing><wp:anchor><wp:docPr id="2" name="x" descr="Nhóm"/><a:graphic>'
        '<a:graphicData><group><a:blip r:embed="a1"/><a:blip r:embed="a2"/></group>'
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
    )
    pictures = {"a1": PNG, "a2": ("media/image2.png", encoded("PNG", size=(60, 60)))}
    piece = imported(story(p(old), p(group), pictures=pictures))
    alts = [value["alt"] for value in values_of(piece.page, "picture")]
    assert alts == ["Ảnh cũ", "Nhóm", "Nhóm"]


@pytest.mark.parametrize("attribute", ["r:link", "r:embed"])
def test_pictures_that_the_file_does_not_hold_are_left_out(imported, attribute):
    away = (
        '<Relationship Id="a1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/image" Target="https://evil.example/a.png" TargetMode="External"/>'
    )
    piece = imported(story(p(drawing("a1", attribute=attribute)), relationships=away))
    assert piece.page.picture_count == 0
    assert piece.notes == ["Pictures that are only linked, not stored in the file, were left out."]
    assert not PortalImage.objects.exists()


def test_target_outside_the_package_is_no_picture(imported):
    out = (
        '<Relationship Id="a1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/image" Target="../../../../etc/passwd"/>'
    )
    piece = imported(story(p(drawing("a1")), relationships=out))
    assert piece.page.picture_count == 0
