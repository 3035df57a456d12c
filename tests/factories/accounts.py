"""Units with people, invitations and letters, for the tests of accounts."""

import re
from datetime import timedelta

from django.core import mail
from django.utils import timezone

from factories.portal import make_unit, make_user
from units.enums import PortalRole, UnitRole
from units.models import Invitation
from units.services.invitations import hash_token, invite

LINK = re.compile(r"http://[^\s]+/tai-khoan/loi-moi/([\w-]+)/")


def make_administered_unit(code: str):
    """Return a unit with its administrator."""
    unit = make_unit(code)
    return unit, make_user(unit=unit, role=UnitRole.ADMINISTRATOR)


def make_portal_administrator():
    """Return an administrator of the whole portal, who is no superuser."""
    return make_user(portal_role=PortalRole.PORTAL_ADMINISTRATOR)


def make_invitation(unit, email="moi@example.vn", *, by, roles=("contributor",), ago=0):
    """Return an invitation sent `ago` days ago and the token of its link, without any mail."""
    now = timezone.now() - timedelta(days=ago)
    invitation = invite(email=email, unit=unit, roles=list(roles), by=by, now=now)
    token = f"token-of-{invitation.pk}"
    Invitation.objects.filter(pk=invitation.pk).update(token_hash=hash_token(token))
    invitation.refresh_from_db()
    return invitation, token


def mailed_token() -> str:
    """Return the token in the newest letter."""
    return LINK.search(mail.outbox[-1].body)[1]
