"""The register of official documents; who may read one is told by its audience and its readers."""

from django.conf import settings
from django.core.files.storage import storages
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.models.files import unguessable_path
from core.text import normalize
from units.models import Unit

from ..enums import Audience, DocumentState, RelationKind, TextState, Urgency


def private_storage():
    """Return where nothing has a public address (named in migrations)."""
    return storages["private"]


def file_path(instance, filename: str) -> str:
    """Return a path that cannot be guessed (named in migrations)."""
    return unguessable_path("official", filename)


class Vocabulary(models.Model):
    """Abstract: an entry of a list that the Office keeps."""

    name_vi = models.CharField(_("Vietnamese name"), max_length=120)
    name_en = models.CharField(_("English name"), max_length=120, blank=True)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        abstract = True
        ordering = ["sort_order", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Return the name in the active language, Vietnamese where English is missing."""
        return self.name_en if get_language() == "en" and self.name_en else self.name_vi


class DocumentType(Vocabulary):
    """Type of a document; official letters have no abbreviation in their symbol.

    Source: Decree 30/2020/NĐ-CP, appendix III; Decision 933/QĐ-TLĐ (2024) for the union's own.
    """

    slug = models.SlugField(_("address"), max_length=40, unique=True)
    code = models.CharField(_("abbreviation"), max_length=10, blank=True)

    class Meta(Vocabulary.Meta):
        verbose_name = _("type of document")
        verbose_name_plural = _("types of document")
        constraints = [
            models.UniqueConstraint(
                fields=["code"], condition=~Q(code=""), name="documents_type_code"
            )
        ]


class DocumentField(Vocabulary):
    """Field that a document is about."""

    slug = models.SlugField(_("address"), max_length=60, unique=True)

    class Meta(Vocabulary.Meta):
        verbose_name = _("field")
        verbose_name_plural = _("fields")


class OfficialDocument(models.Model):
    """A document of the register; changed by `units.documents.services` only.

    `unit` keeps the entry. `issuer` is a unit of the register, or `issuer_name` names an authority
    outside. `number_key` is the number and symbol without case, marks and signs; with `issuer_key`
    and the year of issue it is unique. `page` exists once the document is public.
    """

    unit = models.ForeignKey(
        Unit, verbose_name=_("entered by"), on_delete=models.PROTECT, related_name="documents"
    )
    number_symbol = models.CharField(
        _("number and symbol"), max_length=60, help_text=_("Such as 1197/TLĐ or 06b/NQ-TLĐ.")
    )
    number_key = models.CharField(max_length=80, editable=False)
    type = models.ForeignKey(
        DocumentType, verbose_name=_("type"), on_delete=models.PROTECT, related_name="documents"
    )
    field = models.ForeignKey(
        DocumentField,
        verbose_name=_("field"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="documents",
    )
    issuer = models.ForeignKey(
        Unit,
        verbose_name=_("issuer"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="issued_documents",
    )
    issuer_name = models.CharField(_("issuer outside the union"), max_length=200, blank=True)
    issuer_key = models.CharField(max_length=220, editable=False)
    issued_on = models.DateField(_("issued on"))
    year = models.PositiveSmallIntegerField(_("year"), editable=False)
    effective_on = models.DateField(_("in force from"), null=True, blank=True)
    expired_on = models.DateField(_("no longer in force from"), null=True, blank=True)
    abstract = models.TextField(_("abstract"), max_length=1000)
    drafting_unit = models.ForeignKey(
        Unit,
        verbose_name=_("drafting unit"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="drafted_documents",
    )
    signer_name = models.CharField(_("signed by"), max_length=150, blank=True)
    signer_position = models.CharField(_("position of the signer"), max_length=150, blank=True)
    urgency = models.CharField(
        _("urgency"), max_length=12, choices=Urgency.choices, default=Urgency.NORMAL
    )
    audience = models.CharField(
        _("who may read it"), max_length=10, choices=Audience.choices, default=Audience.INTERNAL
    )
    state = models.CharField(
        _("state"), max_length=10, choices=DocumentState.choices, default=DocumentState.DRAFT
    )
    withdrawn_reason = models.CharField(_("reason of the withdrawal"), max_length=300, blank=True)
    page = models.OneToOneField(
        "documents.DocumentPage",
        verbose_name=_("public page"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="document",
    )
    # All words without case and marks, files included; for the search on the union's screens only.
    folded = models.TextField(editable=False, default="")
    version = models.PositiveIntegerField(default=0, editable=False)
    request_key = models.UUIDField(null=True, unique=True, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    made_at = models.DateTimeField(_("entered at"), editable=False)
    changed_at = models.DateTimeField(_("changed at"), editable=False)
    is_demonstration = models.BooleanField(_("demonstration"), default=False, editable=False)

    class Meta:
        verbose_name = _("official document")
        verbose_name_plural = _("official documents")
        ordering = ["-issued_on", "-pk"]
        indexes = [
            models.Index(fields=["audience", "state", "-issued_on"], name="documents_newest"),
            models.Index(fields=["number_key"], name="documents_number"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["issuer_key", "year", "number_key"],
                name="documents_number_once",
                violation_error_message=_(
                    "This issuer has a document of this number in this year already."
                ),
            ),
            models.CheckConstraint(
                condition=Q(issuer__isnull=False) ^ ~Q(issuer_name=""),
                name="documents_one_issuer",
                violation_error_message=_("Choose the issuing unit, or name the authority."),
            ),
            models.CheckConstraint(
                condition=Q(expired_on__isnull=True)
                | Q(effective_on__isnull=True)
                | Q(expired_on__gte=F("effective_on")),
                name="documents_days_in_order",
                violation_error_message=_("A document cannot end before it is in force."),
            ),
            models.CheckConstraint(
                condition=Q(page__isnull=True) | Q(audience=Audience.PUBLIC),
                name="documents_page_is_public",
            ),
            models.CheckConstraint(
                condition=Q(state=DocumentState.WITHDRAWN) ^ Q(withdrawn_reason=""),
                name="documents_withdrawn_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.number_symbol

    def save(self, *args, **kwargs) -> None:
        """Keep texts in NFC and the keys of the number in step."""
        from ..numbers import issuer_key, number_key

        for name in ("number_symbol", "abstract", "issuer_name", "signer_name", "signer_position"):
            setattr(self, name, normalize(getattr(self, name)).strip())
        self.number_key = number_key(self.number_symbol)
        self.issuer_key = issuer_key(self.issuer_id, self.issuer_name)
        self.year = self.issued_on.year
        super().save(*args, **kwargs)


class DocumentFile(models.Model):
    """A file of a document; served by a view that asks who may read the document."""

    document = models.ForeignKey(OfficialDocument, on_delete=models.PROTECT, related_name="files")
    file = models.FileField(_("file"), storage=private_storage, upload_to=file_path, max_length=255)
    name = models.CharField(_("file name"), max_length=150)
    size = models.PositiveIntegerField(_("size"))
    content_type = models.CharField(_("type"), max_length=100)
    sha256 = models.CharField(max_length=64)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)
    text = models.TextField(_("words"), editable=False, default="")
    text_state = models.CharField(
        max_length=8, choices=TextState.choices, default=TextState.WAITING, editable=False
    )
    removed_at = models.DateTimeField(_("removed at"), null=True, editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    added_at = models.DateTimeField(_("added at"), editable=False)

    class Meta:
        verbose_name = _("file of a document")
        verbose_name_plural = _("files of documents")
        ordering = ["sort_order", "pk"]

    def __str__(self) -> str:
        return self.name


class DocumentRelation(models.Model):
    """`source` replaces, amends, guides or rests on `target`."""

    source = models.ForeignKey(OfficialDocument, on_delete=models.CASCADE, related_name="relations")
    target = models.ForeignKey(
        OfficialDocument,
        verbose_name=_("document"),
        on_delete=models.PROTECT,
        related_name="reverse_relations",
    )
    kind = models.CharField(_("relation"), max_length=10, choices=RelationKind.choices)
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("relation of documents")
        verbose_name_plural = _("relations of documents")
        ordering = ["kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "target", "kind"], name="documents_relation_once"
            ),
            models.CheckConstraint(
                condition=~Q(source=F("target")),
                name="documents_not_to_itself",
                violation_error_message=_("A document cannot stand in a relation to itself."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.kind} {self.target}"
