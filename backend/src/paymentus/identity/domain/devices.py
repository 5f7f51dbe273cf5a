"""Where a request comes from, in words a person knows their own devices by."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass

_UNKNOWN_BROWSER = "Unknown browser"
_TEXT_MAX = 512

# The first that fits: Edge and Opera also say Chrome, Chrome also says Safari.
_BROWSERS = (
    (re.compile(r"\bEdg(?:e|A|iOS)?/(\d+)"), "Edge"),
    (re.compile(r"\b(?:OPR|OPiOS)/(\d+)"), "Opera"),
    (re.compile(r"\bSamsungBrowser/(\d+)"), "Samsung Internet"),
    (re.compile(r"\b(?:Firefox|FxiOS)/(\d+)"), "Firefox"),
    (re.compile(r"\b(?:Chrome|CriOS|HeadlessChrome)/(\d+)"), "Chrome"),
    (re.compile(r"\bVersion/(\d+)[\d.]* (?:Mobile/\w+ )?Safari/"), "Safari"),
)
_SYSTEMS = (
    (re.compile(r"\biPhone\b"), "iPhone"),
    (re.compile(r"\biPad\b"), "iPad"),
    (re.compile(r"\bAndroid\b"), "Android"),
    (re.compile(r"\bCrOS\b"), "ChromeOS"),
    (re.compile(r"\bWindows\b"), "Windows"),
    (re.compile(r"\bMac OS X\b|\bMacintosh\b"), "Mac"),
    (re.compile(r"\bLinux\b"), "Linux"),
)
_PROGRAM = re.compile(r"^([A-Za-z][\w.-]{1,29})/\d")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a request comes from. ``network`` is what limits count by, ``near`` what people are
    shown of it; ``mark`` is the browser's device cookie, by which it is known again."""

    network: str = "unknown"
    device: str = "Unknown device"
    mark: str | None = None

    @property
    def near(self) -> str:
        return approximate(self.network)


def device_in_words(user_agent: str) -> str:
    """ "Firefox on Windows": enough to tell one's own devices apart, and no more."""
    text = user_agent[:_TEXT_MAX]
    browser = next((name for form, name in _BROWSERS if form.search(text)), None)
    system = next((name for form, name in _SYSTEMS if form.search(text)), None)
    if browser is None and system is None:
        program = _PROGRAM.match(text)
        return f"A program ({program[1]})" if program else "Unknown device"
    if system is None:
        return str(browser)
    return f"{browser or _UNKNOWN_BROWSER} on {system}"


def approximate(network: str) -> str:
    """The network without its last part: 203.0.113.x, 2001:db8:12::x. As it is if it is none."""
    try:
        address = ipaddress.ip_address(network.partition("/")[0])
    except ValueError:
        return network
    if isinstance(address, ipaddress.IPv4Address):
        return f"{str(address).rpartition('.')[0]}.x"
    return f"{str(ipaddress.ip_network((address, 48), strict=False)).partition('/')[0]}x"
