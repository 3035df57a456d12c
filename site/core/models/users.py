"""Accounts of editors, officers and administrators."""

import hashlib
from collections.abc import Iterator

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from core.text import given_name_key, normalize


class User(AbstractUser):
    """An account; what it may do follows from its memberships and groups."""

    first_name = models.CharField(_("given name"), max_length=150, blank=True)
    last_name = models.CharField(_("family and middle name"), max_length=150, blank=True)
    sort_name = models.CharField(max_length=400, editable=False, blank=True, db_index=True)
    session_epoch = models.PositiveIntegerField(default=0, editable=False)

    class Meta(AbstractUser.Meta):
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=~models.Q(email=""),
                name="core_user_email_once",
                violation_error_message=_("An account with this e-mail address already exists."),
            )
        ]

    def get_full_name(self) -> str:
        """Return the name in Vietnamese order: family name first, given name last."""
        return f"{self.last_name} {self.first_name}".strip()

    def get_session_auth_hash(self) -> str:
        """Bind sessions to the epoch too: raising it ends every session of the account at once."""
        return self._in_this_epoch(super().get_session_auth_hash())

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """Do the same for sessions that were signed with an older secret key."""
        for auth_hash in super().get_session_auth_fallback_hash():
            yield self._in_this_epoch(auth_hash)

    def _in_this_epoch(self, auth_hash: str) -> str:
        return hashlib.sha256(f"{auth_hash}:{self.session_epoch}".encode()).hexdigest()

    def save(self, *args, **kwargs) -> None:
        """Keep names in NFC and the sorting key by given name in step."""
        self.first_name = normalize(self.first_name).strip()
        self.last_name = normalize(self.last_name).strip()
        self.sort_name = given_name_key(self.get_full_name() or self.username)[:400]
        super().save(*args, **kwargs)
