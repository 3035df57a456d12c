"""Forms of pages: nobody can put another unit's private file or draft into a page by its id."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page

from core.models import PortalDocument, PortalImage
from units.references import foreign_models, references

_FOREIGN = {
    PortalImage: _("A picture in this page is not in your unit's collection. Choose one of yours."),
    PortalDocument: _(
        "A document in this page is not in your unit's collection. Choose one of yours."
    ),
    Page: _("A link in this page leads to a page that you cannot use. Choose another."),
}


class OwnReferencesForm(WagtailAdminPageForm):
    """Page form of the editor and of API v3 that checks every newly named file and page.

    What the page already named stays: a reviewer may save a piece with its unit's pictures.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known_references = references(self.instance)

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.for_user is None:
            return
        added = {
            model: ids - self.known_references[model]
            for model, ids in references(self.instance).items()
        }
        for model in foreign_models(self.for_user, added=added):
            self.add_error(None, _FOREIGN[model])
