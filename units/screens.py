"""What the admin's own screens share: no caching, 404 for whom they are not, a trail."""

from abc import ABC, abstractmethod

from django.http import Http404
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin


@method_decorator(never_cache, name="dispatch")
class GuardedScreen(WagtailAdminTemplateMixin, View, ABC):
    """A screen that answers 404 to whom `allowed` does not let in."""

    http_method_names = ["get"]
    _show_breadcrumbs = True

    def dispatch(self, request, *args, **kwargs):
        """Refuse like what does not exist."""
        if not self.allowed(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @abstractmethod
    def allowed(self, user) -> bool:
        """Tell whether the account may open this screen at all."""

    def trail(self) -> list[tuple[str, str]]:
        """Return (address, label) of the screens above this one."""
        return []

    def get_breadcrumbs_items(self) -> list[dict]:
        """Lead back to the screens above."""
        above = [{"url": url, "label": label} for url, label in self.trail()]
        here = self.get_page_subtitle() or self.page_title
        return [*self.breadcrumbs_items, *above, {"url": "", "label": here}]
