"""Forms of pages: nobody can put another unit's private file or draft into a page by its id."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from core.models import PortalDocument, PortalImage
from core.page_forms import PortalPageForm
from units.references import foreign_references, references
from units.rules import is_portal_administrator
from units.sent_data import without_references, without_unreadable_choices

_FOREIGN = {
    PortalImage: _("A picture in this page is not in your unit's collection. Choose one of yours."),
    PortalDocument: _(
        "A document in this page is not in your unit's collection. Choose one of yours."
    ),
    Page: _("A link in this page leads to a page that you cannot use. Choose another."),
}


class OwnReferencesForm(PortalPageForm):
    """Page form of the editor and of API v3 that checks every newly named file and page.

    What the page already named stays: a reviewer may save a piece with its unit's pictures.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known_references = references(self.instance)

    def _post_clean(self) -> None:
        super()._post_clean()
        self.data = without_unreadable_choices(self.data, form=self)
        if self.for_user is None:
            return
        added = {
            model: ids - self.known_references[model]
            for model, ids in references(self.instance).items()
        }
        foreign = foreign_references(self.for_user, added=added)
        for model in foreign:
            self.add_error(None, _FOREIGN[model])
        # The refused form is shown again: with the title and the address of a foreign picture.
        self.data = without_references(self.data, form=self, unwanted=foreign)


class UnitHomeForm(OwnReferencesForm):
    """Form of a unit's home page: name and address stay as the register has them."""

    OF_REGISTER = ("title", "slug", "go_live_at", "expire_at")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        is_of_unit = self.for_user is not None and not is_portal_administrator(self.for_user)
        for name in self.OF_REGISTER if is_of_unit else ():
            if name in self.fields:
                self.fields[name].disabled = True

    def clean(self) -> dict[str, Any]:
        """Refuse a banner that cannot be read aloud."""
        cleaned = super().clean()
        banner = cleaned.get("banner")
        if banner is not None and not banner.description.strip():
            self.add_error(
                "banner",
                _("Describe what this picture shows first: readers who cannot see it hear that."),
            )
        return cleaned
