"""Reads the structured data of a page and checks its shape against what search engines ask."""

import json
import re
from datetime import date, datetime
from typing import Any

BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
REQUIRED = {
    "NewsArticle": {
        "headline", "url", "mainEntityOfPage", "datePublished", "dateModified", "author",
        "publisher", "image", "inLanguage", "isPartOf",
    },
    "Person": {"name"},
    "Organization": {"name"},
    "GovernmentOrganization": {"name"},
    "WebSite": {"name", "url", "inLanguage", "potentialAction"},
    "SearchAction": {"target", "query-input"},
    "EntryPoint": {"urlTemplate"},
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "name", "item"},
    "ImageObject": {"url", "width", "height"},
    "VideoObject": {"name", "description", "uploadDate", "embedUrl", "thumbnailUrl"},
    "CorrectionComment": {"text", "datePublished", "inLanguage"},
    "PostalAddress": {"streetAddress", "addressCountry"},
    "QAPage": {"url", "mainEntity", "inLanguage", "isPartOf"},
    "Question": {"name", "text", "answerCount", "acceptedAnswer", "datePublished"},
    "Answer": {"text", "url", "datePublished", "author", "upvoteCount"},
}  # fmt: skip
TIMES = {"datePublished", "dateModified", "uploadDate"}
DAYS = {"foundingDate", "dissolutionDate"}
ADDRESSES = {"url", "item", "mainEntityOfPage", "thumbnailUrl", "embedUrl", "contentUrl", "@id"}


def nodes_of(text: str) -> list[dict[str, Any]]:
    """Return the nodes of the one block of a page, checked; empty without one."""
    blocks = BLOCK.findall(text)
    assert len(blocks) <= 1, "more than one block"
    if not blocks:
        return []
    data = json.loads(blocks[0])
    assert data.pop("@context") == "https://schema.org"
    nodes = data.pop("@graph")
    assert not data
    for one in nodes:
        check(one)
    names = {one["@id"] for one in nodes if "@id" in one}
    dangling = {mention for one in nodes for mention in mentions(one)} - names
    assert not dangling, f"nothing has the id {dangling}"
    return nodes


def node_of(text: str, kind: str) -> dict[str, Any]:
    """Return the one node of a type."""
    (found,) = [one for one in nodes_of(text) if one["@type"] == kind]
    return found


def check(value: Any) -> None:
    """Raise `AssertionError` for a node that lacks something or says it in a wrong form."""
    if isinstance(value, list):
        assert value, "an empty list"
        for one in value:
            check(one)
    if not isinstance(value, dict) or value.keys() == {"@id"}:
        return
    kind = value["@type"]
    missing = REQUIRED[kind] - value.keys()
    assert not missing, f"{kind} lacks {missing}"
    for name, content in value.items():
        assert content not in (None, "", [], {}), f"{kind}.{name} is empty"
        if name in TIMES:
            assert datetime.fromisoformat(content).tzinfo is not None, f"{kind}.{name}: no offset"
        elif name in DAYS:
            date.fromisoformat(content)
        elif name in ADDRESSES:
            assert re.match(r"https?://[^/]+/", content), f"{kind}.{name}: {content}"
        check(content)
    if kind == "BreadcrumbList":
        positions = [one["position"] for one in value["itemListElement"]]
        assert positions == list(range(1, len(positions) + 1))


def mentions(value: Any) -> list[str]:
    """Return the ids that a node mentions."""
    if isinstance(value, list):
        return [found for one in value for found in mentions(one)]
    if not isinstance(value, dict):
        return []
    if value.keys() == {"@id"}:
        return [value["@id"]]
    return [found for one in value.values() for found in mentions(one)]
