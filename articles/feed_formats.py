"""RSS and Atom with pictures: what `django.utils.feedgenerator` lacks of Media RSS."""

from typing import Any

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed

NAMESPACE = "http://search.yahoo.com/mrss/"


class _WithPictures:
    """Writes `item["media"]`: `{"content": attributes, "description", "credit"}`, or None."""

    def root_attributes(self) -> dict[str, Any]:
        return super().root_attributes() | {"xmlns:media": NAMESPACE}  # type: ignore[misc]

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)  # type: ignore[misc]
        media = item.get("media")
        if media is None:
            return
        handler.startElement("media:content", media["content"])
        for name in ("description", "credit"):
            if media[name]:
                handler.addQuickElement(f"media:{name}", media[name])
        handler.endElement("media:content")


class RssFeed(_WithPictures, Rss201rev2Feed):
    """RSS 2.0 with pictures."""


class AtomFeed(_WithPictures, Atom1Feed):
    """Atom 1.0 with pictures."""


FLAVOURS: dict[str, type[RssFeed] | type[AtomFeed]] = {"rss": RssFeed, "atom": AtomFeed}
