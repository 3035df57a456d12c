"""Demonstration accounts: one of each role in three units, at both desks and at the centre."""

from dataclasses import dataclass

from core.models import User
from units.enums import PortalRole, UnitRole
from units.models import Unit
from units.services.memberships import grant_portal_role, grant_role

PASSWORD = "congdoan-trinh-dien"  # noqa: S105 - printed on purpose, demonstration only
STAFFED_UNITS = {"ldld-ha-noi": "hanoi", "ldld-nghe-an": "nghean", "ban-nu-cong": "nucong"}
ROLE_PREFIX = {
    UnitRole.CONTRIBUTOR: "phongvien",
    UnitRole.CHIEF_EDITOR: "truongban",
    UnitRole.RESPONDENT: "traloi",
    UnitRole.OFFICER: "vanthu",
    UnitRole.LEADER: "lanhdao",
    UnitRole.ADMINISTRATOR: "quantri",
}
GIVEN_NAMES = {
    "phongvien": "Phóng viên",
    "truongban": "Trưởng ban",
    "traloi": "Cán bộ trả lời",
    "vanthu": "Cán bộ văn phòng",
    "lanhdao": "Lãnh đạo đơn vị",
    "quantri": "Quản trị",
    "bantin.bientap": "Biên tập Bàn tin",
    "bantin.truongban": "Trưởng Bàn tin",
    "chuyende.bientap": "Biên tập Bàn chuyên đề",
    "chuyende.truongban": "Trưởng Bàn chuyên đề",
    "baolaodong": "Tổng biên tập",
    "tuyengiao": "Trưởng ban Tuyên giáo",
    "tuyengiao.baocao": "Chuyên viên Ban Tuyên giáo",
    "taichinh": "Tài chính",
    "vanphong": "Văn phòng",
    "tiengnoi": "Đầu mối Tiếng nói đoàn viên",
}
PORTAL_ACCOUNTS = {
    PortalRole.NEWS_DESK_EDITOR: "bantin.bientap",
    PortalRole.NEWS_DESK_HEAD: "bantin.truongban",
    PortalRole.THEMATIC_DESK_EDITOR: "chuyende.bientap",
    PortalRole.THEMATIC_DESK_HEAD: "chuyende.truongban",
    PortalRole.NEWS_EDITOR_IN_CHIEF: "baolaodong.tongbientap",
    PortalRole.THEMATIC_EDITOR_IN_CHIEF: "tuyengiao.lanhdao",
    PortalRole.FINANCE: "taichinh",
    PortalRole.OFFICE: "vanphong",
    PortalRole.PROPAGANDA: "tuyengiao.baocao",
    PortalRole.VOICE_CENTRE: "tiengnoi.daumoi",
    PortalRole.PORTAL_ADMINISTRATOR: "quantri.cong",
}


@dataclass(frozen=True)
class DemoAccount:
    """An account to print: user name, what it may do and where."""

    username: str
    role: str
    unit: str


def ensure_accounts() -> int:
    """Make the accounts that are missing; return how many were made."""
    made = 0
    for slug, suffix in STAFFED_UNITS.items():
        unit = Unit.objects.get(slug=slug)
        for role, prefix in ROLE_PREFIX.items():
            user, created = _account(f"{prefix}.{suffix}")
            made += created
            grant_role(user=user, unit=unit, role=role)
    for portal_role, username in PORTAL_ACCOUNTS.items():
        user, created = _account(username)
        made += created
        grant_portal_role(user=user, role=portal_role)
    return made


def demo_accounts() -> list[DemoAccount]:
    """Return the accounts that exist, in the order in which a piece travels."""
    names = {unit.slug: unit.name_vi for unit in Unit.objects.filter(slug__in=STAFFED_UNITS)}
    accounts = [
        DemoAccount(f"{prefix}.{suffix}", str(role.label), names.get(slug, slug))
        for slug, suffix in STAFFED_UNITS.items()
        for role, prefix in ROLE_PREFIX.items()
    ]
    accounts += [
        DemoAccount(username, str(role.label), "") for role, username in PORTAL_ACCOUNTS.items()
    ]
    existing = set(User.objects.values_list("username", flat=True))
    return [account for account in accounts if account.username in existing]


def _account(username: str) -> tuple[User, bool]:
    user, created = User.objects.get_or_create(
        username=username,
        defaults={
            "email": f"{username}@example.vn",
            "last_name": "Trình diễn",
            "first_name": GIVEN_NAMES.get(username) or GIVEN_NAMES[username.split(".")[0]],
        },
    )
    if created:
        user.set_password(PASSWORD)
        user.save()
    return user, created
