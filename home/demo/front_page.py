"""The demonstration of the front page: what the desks placed for today and for tomorrow morning."""

from datetime import datetime, time, timedelta

from django.utils import timezone
from wagtail.models import Locale

from articles.models import ArticlePage
from core.models import User
from home.demo.content import pieces
from home.models import FrontSlot, FrontZone
from home.services.curation import Change, place_piece
from home.zones import Zone

# Zone, language, piece, whose hand, and which part of the two days: today, tomorrow or both.
PLACED = (
    (Zone.LEAD, "vi", "tphcm-giu-tre-ngoai-gio", "bantin.truongban", "today"),
    (Zone.LEAD, "vi", "khanh-hoa-so-cuu", "bantin.truongban", "tomorrow"),
    (Zone.SIDE, "vi", "tau-thuy-chong-nong", "bantin.bientap", "both"),
    (Zone.SIDE, "vi", "ga-xep-ban-dem", "bantin.bientap", "both"),
    (Zone.NEWS, "vi", "than-anh-ca-ba", "bantin.bientap", "both"),
    (Zone.THEMATIC, "vi", "doi-thoai-khong-doi-den-ky", "chuyende.truongban", "both"),
    (Zone.NOTICE, "vi", "tb-1291-quy-che", "vanphong", "both"),
    (Zone.LEAD, "en", "khu-tro-sang-den", "bantin.truongban", "both"),
)
MORNING = time(6)


def ensure_front_page(*, now: datetime) -> None:
    """Place the pieces on an empty front page; one that desks have filled is left alone."""
    if FrontSlot.objects.exists() or FrontZone.objects.exists():
        return
    locales = {locale.language_code: locale for locale in Locale.objects.all()}
    by_key = {piece["key"]: piece for piece in pieces()}
    for zone, language, key, username, day in PLACED:
        page = _page(by_key[key], locales[language])
        if page is not None:
            start, end = _times(day, now)
            place_piece(
                locale=locales[language],
                zone=zone,
                piece_id=page.pk,
                shown_from=start,
                shown_until=end,
                change=_change(zone, locales[language], username, now),
            )


def _page(piece: dict, locale: Locale) -> ArticlePage | None:
    """Return the live piece, or its live translation, in a language."""
    original = ArticlePage.objects.filter(
        is_demonstration=True, unit__slug=piece["unit"], title=piece["title"], live=True
    ).first()
    if original is None:
        return None
    versions = ArticlePage.objects.filter(translation_key=original.translation_key, live=True)
    return versions.filter(locale=locale).first()


def _times(day: str, now: datetime) -> tuple[datetime, datetime | None]:
    tomorrow = timezone.localtime(now).date() + timedelta(days=1)
    morning = timezone.make_aware(datetime.combine(tomorrow, MORNING))
    return {"today": (now, morning), "tomorrow": (morning, None), "both": (now, None)}[day]


def _change(zone: Zone, locale: Locale, username: str, now: datetime) -> Change:
    version = FrontZone.objects.filter(locale=locale, zone=zone).values_list("version", flat=True)
    user = User.objects.get(username=username)
    return Change(user=user, version=version.first() or 0, now=now)
