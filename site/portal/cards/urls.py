"""The address of a card: the page and a digest of what the card says."""

from django.urls import re_path

from portal.cards.views import share_card

urlpatterns = [
    re_path(
        r"^the-chia-se/(?P<pk>[0-9]{1,9})-(?P<digest>[0-9a-f]{16})\.png$",
        share_card,
        name="share_card",
    ),
]
