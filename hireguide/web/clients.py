"""Who is calling: the client's address, believed only as far as our own proxies vouch for it; its browser in words."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest

# Browsers name others whose pages they can show, and systems those they came from: the first that fits counts.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("CriOS/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Macintosh", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


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


def browser_words(user_agent: str) -> str:
    """What somebody reads of a browser's own long name: "Firefox on Windows".

    >>> browser_words("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Firefox/128.0"), browser_words("curl/8.5")
    ('Firefox on Linux', 'An unknown browser')
    """
    browser = next((words for mark, words in _BROWSERS if mark in user_agent), "An unknown browser")
    system = next((words for mark, words in _SYSTEMS if mark in user_agent), "")
    return f"{browser} on {system}" if system else browser


def _address(text: str) -> str:
    """`text` as an address in its one usual spelling, or ""; one of IPv4 that is written as IPv6 is the IPv4 one."""
    try:
        address = ip_address(text.strip())
    except ValueError:
        return ""
    return str(getattr(address, "ipv4_mapped", None) or address)
