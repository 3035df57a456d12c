"""Builds a portal of a few units with people, pictures and pieces, through the real services."""

from datetime import datetime, timedelta
from io import BytesIO
from itertools import count
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image
from wagtail.models import Locale, Page, ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from articles.models import (
    ArticleAuthor,
    ArticlePage,
    Genre,
    NewsIndexPage,
    NewsPage,
    NoticeIndexPage,
    NoticePage,
    PhotoStoryPage,
    ThematicIndexPage,
    ThematicPage,
    VideoPage,
)
from articles.services.publication import open_files
from core.models import PortalDocument, PortalImage, User
from factories.sub_sites import write_sub_site
from units.enums import PortalRole, UnitKind, UnitRole
from units.models import Unit
from units.ownership import path_prefixes
from units.services.memberships import grant_portal_role, grant_role
from units.services.provisioning import provision_unit, unit_home

PASSWORD = "mat-khau-thu-nghiem-1"
_numbers = count(1)

KINDS = {
    "news": (NewsPage, NewsIndexPage),
    "thematic": (ThematicPage, ThematicIndexPage),
    "notice": (NoticePage, NoticeIndexPage),
    "photo": (PhotoStoryPage, NewsIndexPage),
    "video": (VideoPage, NewsIndexPage),
}
VIDEO_ADDRESS = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"


def make_unit(code: str = "", *, kind: str = UnitKind.PROVINCE, name: str = "") -> Unit:
    """Make and provision a unit; the portal around it is there from the start."""
    code = code or f"DONVI-{next(_numbers)}"
    name = name or f"Liên đoàn Lao động {code}"
    unit = Unit.objects.create(
        code=code,
        kind=kind,
        name_vi=name,
        name_en=f"Federation {code}",
        short_name_vi=f"LĐLĐ {code}",
        slug=code.lower(),
    )
    write_sub_site(unit)
    provision_unit(unit=unit)
    return unit


def make_user(
    *,
    unit: Unit | None = None,
    role: UnitRole | str | None = None,
    portal_role: PortalRole | str | None = None,
    username: str = "",
    **fields,
) -> User:
    """Make an active account with a role in a unit or over the portal."""
    username = username or f"nguoi-{next(_numbers)}"
    fields = {
        "email": f"{username}@example.vn",
        "last_name": "Nguyễn Thị",
        "first_name": "An",
    } | fields
    user = User.objects.create_user(username=username, password=PASSWORD, **fields)
    if unit and role:
        grant_role(user=user, unit=unit, role=role)
    if portal_role:
        grant_portal_role(user=user, role=portal_role)
    return user


def picture_bytes(*, size=(640, 400), color=(180, 30, 40), image_format="JPEG") -> bytes:
    """Return the bytes of a plain picture."""
    buffer = BytesIO()
    Image.new("RGB", size, color).save(buffer, format=image_format)
    return buffer.getvalue()


def make_image(unit: Unit, *, title: str = "Ảnh thử", **fields) -> PortalImage:
    """Make a picture in the unit's collection."""
    return PortalImage.objects.create(
        title=title,
        file=ContentFile(picture_bytes(), name=f"anh-{next(_numbers)}.jpg"),
        collection=unit.collection,
        **fields,
    )


def make_document(unit: Unit, *, title: str = "Tài liệu thử", **fields) -> PortalDocument:
    """Make a document in the unit's collection."""
    return PortalDocument.objects.create(
        title=title,
        file=ContentFile(b"%PDF-1.4 thu", name=f"tai-lieu-{next(_numbers)}.pdf"),
        collection=unit.collection,
        **fields,
    )


def make_english(page: Page) -> Page:
    """Make the live English page beside a Vietnamese one, and those above it."""
    english = Locale.objects.get(language_code="en")
    twin = page.copy_for_translation(english, copy_parents=True)
    Page.objects.filter(locale=english, path__in=path_prefixes(twin.path)).update(live=True)
    return type(page).objects.get(pk=twin.pk)


def section_of(unit: Unit, kind: str):
    """Return the unit's section page for a kind of piece."""
    return KINDS[kind][1].objects.child_of(unit_home(unit)).get()


def fields_of_format(kind: str, unit: Unit) -> dict[str, Any]:
    """Return what a photo story or a video needs besides what every news item does."""
    if kind == "video":
        return {"video_url": VIDEO_ADDRESS, "duration": timedelta(minutes=4, seconds=5)}
    return {"body": [("picture", picture_value(make_image(unit))) for _number in range(3)]}


def picture_value(image: PortalImage, *, caption: str = "Chú thích ảnh") -> dict[str, Any]:
    """Return the value of a picture in a text."""
    return {"image": image, "alt": "Mô tả ảnh", "caption": caption, "credit": "Nguồn ảnh"}


def make_article(
    kind: str = "news",
    unit: Unit | None = None,
    *,
    live: bool = True,
    title: str = "",
    owner: User | None = None,
    cover: PortalImage | None = None,
    published_at: datetime | None = None,
    topics=(),
    **fields,
) -> ArticlePage:
    """Make a complete piece, live or as a draft with a revision."""
    unit = unit or make_unit()
    page_model = KINDS[kind][0]
    number = next(_numbers)
    page = page_model(
        title=title or f"Công đoàn chăm lo đời sống công nhân số {number}",
        owner=owner,
        live=live,
        first_published_at=(published_at or timezone.now()) if live else None,
        published_at=published_at if live else None,
        cover=cover,
        **(
            {"cover_alt": "Mô tả", "cover_caption": "Chú thích", "cover_credit": "Nguồn"}
            if cover
            else {}
        ),
        **(
            {
                "lead": "Một đoạn sapo ngắn.",
                "genre": Genre.objects.first() if kind != "notice" else None,
                "declares_safe": True,
                "body": [("rich_text", "<p>Nội dung của bài viết.</p>")],
            }
            | (fields_of_format(kind, unit) if kind in {"photo", "video"} else {})
            | fields
        ),
    )
    if kind != "notice":
        page.authors = [ArticleAuthor(pen_name="Hải Yến", share=100)]
    page.topics = list(topics)
    # Each row of a piece would have the references of all looked up again; once at the end will do.
    with disable_reference_index_auto_update():
        section_of(unit, kind).add_child(instance=page)
        # It was checked a moment ago.
        page.save_revision(user=owner, clean=False)
    ReferenceIndex.create_or_update_for_object(page)
    if live:
        # Of this object only: a piece that was never live before has no former files to close.
        page.last_published_at = page.first_published_at
        open_files(page=page)
    return page_model.objects.get(pk=page.pk)
