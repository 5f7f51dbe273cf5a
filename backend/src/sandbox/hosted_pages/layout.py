"""One page frame for everything the sandbox shows: nothing from elsewhere, scripts by name only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from urllib.parse import urlsplit

from fastapi.responses import HTMLResponse

_FRAMES = {True: "'self'", False: "'none'"}


class Html(str):
    """Markup that has been escaped already."""

    __slots__ = ()


def text(value: object) -> Html:
    return Html(escape(str(value)))


def joined(parts: Iterable[Html]) -> Html:
    return Html("".join(parts))


def origin(url: str | None) -> str:
    """Scheme, host and port of an address that passed ``check_url``; empty without one."""
    parts = urlsplit(url or "")
    allowed = parts.scheme in ("http", "https") and parts.hostname
    host = parts.netloc.rpartition("@")[2]
    safe = allowed and not any(mark in host for mark in "; ,'\"")
    return f"{parts.scheme}://{host}" if safe else ""


def page(
    title: str,
    body: Html,
    *,
    status: int = 200,
    leads_to: Sequence[str] = (),
    wide: bool = False,
    frames: bool = False,
    script: str | None = None,
) -> HTMLResponse:
    """A whole page. ``leads_to`` names where its forms may end up, for the security policy."""
    actions = " ".join(["'self'", *(each for each in map(origin, leads_to) if each)])
    policy = (
        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none';"
        f" form-action {actions}; frame-ancestors 'none'; frame-src {_FRAMES[frames]}"
    )
    if script:
        policy += "; script-src 'self'; connect-src 'self'"
    markup = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        f"<title>{text(title)}</title>"
        '<link rel="stylesheet" href="/_sandbox/sandbox.css">'
        f"{_script(script)}</head><body>"
        '<header class="mode"><strong>Test mode: sandbox, no real money.</strong></header>'
        f"<main{' class=wide' if wide else ''}>{body}</main></body></html>"
    )
    headers = {
        "content-security-policy": policy,
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
        "cache-control": "no-store",
    }
    return HTMLResponse(markup, status, headers)


def _script(address: str | None) -> Html:
    return Html(f'<script src="{text(address)}" defer></script>' if address else "")


def notice(title: str, sentence: str, *, link: tuple[str, str] | None = None) -> Html:
    """A page that only says something, with one way on."""
    way = (
        Html(f'<p><a class="button" href="{text(link[0])}">{text(link[1])}</a></p>') if link else ""
    )
    return Html(f"<h1>{text(title)}</h1><p>{text(sentence)}</p>{way}")


def table(caption: str, head: Sequence[str], rows: Iterable[Sequence[Html]]) -> Html:
    columns = joined(Html(f'<th scope="col">{text(each)}</th>') for each in head)
    lines = joined(
        Html("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>") for row in rows
    )
    return Html(
        f'<div class="scroll" tabindex="0" role="region" aria-label="{text(caption)}">'
        f"<table><caption>{text(caption)}</caption><thead><tr>{columns}</tr></thead>"
        f"<tbody>{lines}</tbody></table></div>"
    )


def guide(control: Sequence[tuple[str, str, str, str]], api: Sequence[tuple[str, str]]) -> Html:
    rows = [
        (
            Html(f"<code>{text(method)} {text(path)}</code>"),
            Html(f"<code>{text(body)}</code>") if body else Html(""),
            text(says),
        )
        for method, path, body, says in control
    ]
    calls = [(Html(f"<code>{text(method)}</code>"), Html(f"<code>{text(path)}</code>"))
             for method, path in api]  # fmt: skip
    return Html(
        "<h1>Sandbox</h1><p>This process stands in for Stripe and for a mail server. It holds no"
        " real money and takes keys that start with <code>sk_test_</code> only.</p>"
        '<p><a href="/inbox">Inbox</a></p><h2>Control API</h2>'
        "<p>Send and receive JSON. A refusal answers 400 or 404 with <code>error</code>.</p>"
        + table("Calls of the control API", ("Call", "Body", "What it does"), rows)
        + "<h2>Stripe API</h2><p>Form-encoded, as the official client libraries send it. Every"
        " path takes <code>expand[]</code>.</p>"
        + table("Calls of the Stripe API", ("Method", "Path"), calls)
    )
