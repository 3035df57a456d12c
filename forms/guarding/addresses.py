"""Whose request it is, as far as limits must know: a network of one, never stored."""

from datetime import datetime
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from core.days import day_of

IPV6_HOME = 64  # the network that one household or office gets


def client_network(request: HttpRequest) -> str | None:
    """Return the visitor's IPv4 address or IPv6 /64, None when the server does not tell.

    Proxies append to X-Forwarded-For, visitors may begin it: with TRUSTED_PROXIES the entry that
    the outermost trusted one wrote counts; without, the header is not read.
    """
    hops = settings.TRUSTED_PROXIES
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    if hops and len(forwarded) >= hops:
        found = _network(forwarded[-hops])
        if found:
            return found
    return _network(request.META.get("REMOTE_ADDR", ""))


def _network(text: str) -> str | None:
    try:
        address = ip_address(text.strip())
    except ValueError:
        return None
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ip_network((int(address), IPV6_HOME), strict=False))
    return str(address)


def veiled(network: str, *, purpose: str, now: datetime) -> str:
    """Return a name for a network that tells nothing of it and is another one tomorrow."""
    day = day_of(now).isoformat()
    return salted_hmac(f"forms.guarding.address.{day}", f"{purpose}:{network}").hexdigest()
