"""Who is calling: the client's address, believed only as far as our own proxies vouch for it."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The IP address of the client, or "" where the server knows none (a Unix socket).

    Behind `TRUSTED_PROXIES` proxies it is that many entries from the right of X-Forwarded-For, since each proxy appends
    the address it saw and whatever stands further left the client may have made up.
    """
    direct = _address(request.META.get("REMOTE_ADDR", ""))
    proxies: int = settings.TRUSTED_PROXIES
    if proxies < 1:
        return direct
    seen = request.headers.get("X-Forwarded-For", "").split(",")
    if len(seen) < proxies:
        return direct
    return _address(seen[-proxies]) or direct


def _address(text: str) -> str:
    """`text` as an address in its one usual spelling, or ""; one of IPv4 that is written as IPv6 is the IPv4 one."""
    try:
        address = ip_address(text.strip())
    except ValueError:
        return ""
    return str(getattr(address, "ipv4_mapped", None) or address)
