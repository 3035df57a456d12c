"""Genres of the royalty decree and topics of the portal: shared, short, kept by the centre."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from core.text import normalize, slugify


class NamedTerm(models.Model):
    """Abstract term with a name in both languages and an address."""

    slug = models.SlugField(_("address"), max_length=80, unique=True, blank=True)
    name_vi = models.CharField(_("Vietnamese name"), max_length=120, unique=True)
    name_en = models.CharField(_("English name"), max_length=120, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Return the name in the active language, Vietnamese where English is missing."""
        return self.name_en if get_language() == "en" and self.name_en else self.name_vi

    def save(self, *args, **kwargs) -> None:
        """Keep names in NFC and make the address from the Vietnamese name."""
        self.name_vi = normalize(self.name_vi).strip()
        self.slug = self.slug or slugify(self.name_vi, max_length=80)
        super().save(*args, **kwargs)


class Genre(NamedTerm):
    """Genre of a piece, as the royalty decree names it; its coefficients are in `GenreFrame`.

    Source: Decree 18/2014/NĐ-CP, article 7 (printed and electronic press); `source` keeps the
    passage of each row. Genres of radio and television are kept and not offered.
    """

    is_offered = models.BooleanField(_("offered in the editor"), default=True)
    source = models.CharField(_("legal source"), max_length=400)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("genre")
        verbose_name_plural = _("genres")
        ordering = ["position", "name_vi"]


class Topic(index.Indexed, NamedTerm):
    """Subject by which readers find pieces."""

    search_fields = [
        index.SearchField("name_vi"),
        index.AutocompleteField("name_vi"),
        index.FilterField("id"),
    ]

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["name_vi"]
