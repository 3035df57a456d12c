"""The address of a card: the page and a digest of what the card says."""

from django.urls import include, path, re_path

from portal.cards.views import share_card

CARD = r"^(?P<pk>[0-9]{1,9})-(?P<digest>[0-9a-f]{16})\.png$"

urlpatterns = [
    path("the-chia-se/", include([re_path(CARD, share_card, name="share_card")])),
]
