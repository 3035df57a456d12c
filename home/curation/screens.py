"""What the screens of the front page share: language, moment, no caching, the way back."""

from datetime import datetime
from typing import Any, cast
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.decorators.cache import never_cache
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Locale

from core.models import User
from home.curation.forms import MomentForm
from home.services.curation import Change


@method_decorator(never_cache, name="dispatch")
class CurationView(WagtailAdminTemplateMixin, View):
    """A screen about the front page of one language at one moment."""

    page_title = _("Front page")
    header_icon = "home"
    _show_breadcrumbs = True

    @cached_property
    def now(self) -> datetime:
        """Return the present moment, the same for the whole screen."""
        return timezone.now()

    @cached_property
    def sent(self) -> MomentForm:
        """Return the language and moment that came with the address."""
        form = MomentForm(self.request.GET)
        form.is_valid()
        return form

    @property
    def language(self) -> str:
        """Return the language of the front page, Vietnamese unless said."""
        return self.sent.cleaned_data.get("locale") or settings.LANGUAGE_CODE

    @cached_property
    def locale(self) -> Locale:
        """Return the language's row."""
        locale = Locale.objects.filter(language_code=self.language).first()
        if locale is None:
            raise Http404
        return locale

    @property
    def chosen_moment(self) -> datetime | None:
        """Return the moment that was asked for, or None for the present."""
        return self.sent.cleaned_data.get("at")

    @property
    def moment(self) -> datetime:
        """Return the moment of which the screen speaks."""
        return self.chosen_moment or self.now

    def url(self, name: str, *args: Any, anchor: str = "", **query: str) -> str:
        """Return an address with the language and moment of this screen."""
        address = reverse(name, args=args)
        asked = {"locale": self.language} | query
        if self.chosen_moment:
            asked["at"] = f"{timezone.localtime(self.chosen_moment):%Y-%m-%dT%H:%M}"
        return f"{address}?{urlencode(asked)}{anchor}"

    def change(self, version: int) -> Change:
        """Return who changes what they saw, and when."""
        # The gate lets nobody through who is not logged in.
        user = cast(User, self.request.user)
        return Change(user=user, version=version, now=self.now)

    def get_breadcrumbs_items(self) -> list[dict]:
        """Lead back to the front page."""
        trail = [*self.breadcrumbs_items]
        if self.page_subtitle:
            trail.append({"url": self.url("front_page"), "label": CurationView.page_title})
        return [*trail, {"url": "", "label": self.page_subtitle or self.page_title}]

    def answer(self, template: str, **context: Any) -> HttpResponse:
        """Render a template in the admin's frame."""
        whole = self.get_context_data(**context) | {"back": self.url("front_page")}
        return render(self.request, template, whole)
