"""The form of every page of the portal in the editor and in API v3."""

from wagtail.admin.forms import WagtailAdminPageForm

from core.reserved import check_slug


class PortalPageForm(WagtailAdminPageForm):
    """Refuses addresses of the portal beside the field, before the page is saved."""

    def clean_slug(self) -> str:
        """Return the slug; an empty one is made from the title."""
        slug: str = self.cleaned_data["slug"]
        if self.parent_page is not None:
            check_slug(slug, parent_depth=self.parent_page.depth)
        return slug
