"""Declares what is written: pieces, desks and their moderation."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

# Key, order, model, address, Vietnamese and English title of each section of a sub-site.
SECTIONS = (
    ("news", 10, "articles.NewsIndexPage", "tin-tuc", "Tin tức", "News"),
    ("thematic", 20, "articles.ThematicIndexPage", "chuyen-de", "Chuyên đề", "In depth"),
    ("notices", 30, "articles.NoticeIndexPage", "thong-bao", "Thông báo", "Notices"),
)


class ArticlesConfig(AppConfig):
    name = "articles"
    label = "articles"
    verbose_name = _("Articles")

    def ready(self) -> None:
        from wagtail.api.v3.api import api

        from articles import policies, receivers, reorganised, slots
        from articles.api import router
        from articles.grading import policies as grading_policies
        from articles.indicators import register_indicators
        from articles.newsroom import policies as newsroom_policies
        from articles.quotas import policies as quota_policies
        from articles.royalties import policies as royalty_policies
        from articles.services.workflows import ensure_workflows, missing_workflows
        from core.reserved import reserve
        from units import portal_checks, sections

        reserve("feed", "luu-tru", everywhere=True)
        reserve("chu-de", "tac-gia")
        for fields in SECTIONS:
            sections.register(sections.Section(*fields))
        portal_checks.register(
            portal_checks.PortalCheck("workflow", missing_workflows, ensure_workflows)
        )
        receivers.connect()
        reorganised.connect()
        slots.register()
        policies.register()
        newsroom_policies.register()
        royalty_policies.register()
        grading_policies.register()
        quota_policies.register()
        register_indicators()
        api.add_router("/articles/", router)
