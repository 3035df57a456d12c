"""The portal and its units as organisations."""

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation

from core.addresses import absolute
from portal.structured.nodes import Node, node, reference
from units.enums import UnitKind
from units.models import Unit

# What is set up by the union's statutes at every level of the state; the others work inside an
# industry, a corporation or as institutions of the confederation.
OF_GOVERNMENT = {UnitKind.CONFEDERATION, UnitKind.PROVINCE, UnitKind.DEPARTMENT}


def portal_identity() -> str:
    """Return the id of the portal as a publisher, the same in every language."""
    return absolute("/") + "#organization"


def portal_organisation() -> Node:
    """Return the portal as a publisher."""
    return {"@id": portal_identity()} | node(
        "Organization",
        name=settings.WAGTAIL_SITE_NAME,
        url=absolute("/"),
        logo=logo(),
    )


def website(*, language: str) -> Node:
    """Return the site in one language with the address of its search."""
    with translation.override(language):
        home, search = reverse("wagtail_serve", args=[""]), reverse("search")
    return {"@id": absolute(home) + "#website"} | node(
        "WebSite",
        name=settings.WAGTAIL_SITE_NAME,
        url=absolute(home),
        inLanguage=language,
        publisher=reference(portal_identity()),
        potentialAction={
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": absolute(search) + "?q={search_term_string}",
            },
            "query-input": "required name=search_term_string",
        },
    )


def organisation(unit: Unit, *, url: str) -> Node:
    """Return a unit whose sub-site stands at `url`, as a publisher: no query."""
    kind = "GovernmentOrganization" if unit.kind in OF_GOVERNMENT else "Organization"
    identity = {"@id": f"{url}#organization"} if url else {}
    return identity | node(
        kind, name=unit.name, alternateName=unit.short_name_vi, url=url, logo=logo()
    )


def full_organisation(unit: Unit, *, url: str) -> Node:
    """Return a unit with its parent and how to reach it; reads `unit.parent`."""
    address = {
        "@type": "PostalAddress",
        "streetAddress": unit.postal_address,
        "addressCountry": "VN",
    }
    details = node(
        "",
        parentOrganization=organisation(unit.parent, url="") if unit.parent else None,
        address=address if unit.postal_address else None,
        telephone=unit.phone,
        email=unit.email,
        foundingDate=unit.valid_from.isoformat() if unit.valid_from else None,
        dissolutionDate=unit.valid_to.isoformat() if unit.valid_to else None,
    )
    details.pop("@type")
    return organisation(unit, url=url) | details


def logo() -> Node:
    """Return the sign of the portal."""
    address = absolute(static("portal/icons/icon-512.png"))
    return node("ImageObject", url=address, width=512, height=512)
