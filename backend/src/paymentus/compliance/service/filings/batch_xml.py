"""Batch files as bytes. What comes in is somebody's file: no entities, no network, no DTD."""

from __future__ import annotations

from lxml import etree

from paymentus.compliance.domain.filings.tree import NAMESPACE, Node
from paymentus.foundation.errors import Rejected

# FinCEN's own limit for a batch is 20,000 reports; this is far above what they take.
BYTES_MOST = 200 * 1024 * 1024


class NotXml(Rejected):
    """This is not a file that can be read as XML."""


def write_batch(root: Node) -> bytes:
    """UTF-8, an element a line, so that a defect's line says where it is."""
    element = _element(root, {None: NAMESPACE})
    etree.indent(element, space=" ")
    written: bytes = etree.tostring(element, xml_declaration=True, encoding="UTF-8")
    return written


def read_batch(content: bytes) -> Node:
    """Raises ``NotXml``, which names the line."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as wrong:
        line = getattr(wrong, "lineno", None)
        raise NotXml(
            f"This is not XML that can be read: {getattr(wrong, 'msg', wrong)}",
            extra={"line": line},
        ) from None
    if _declares_a_type(root):
        raise NotXml("The file declares a document type (DTD), which no batch file has.")
    return _node(root)


def _declares_a_type(root: etree._Element) -> bool:
    document = root.getroottree().docinfo
    return document is not None and bool(getattr(document, "doctype", ""))


def _element(node: Node, namespaces: dict[str | None, str] | None = None) -> etree._Element:
    element = etree.Element(f"{{{node.namespace}}}{node.name}", nsmap=namespaces)  # type: ignore[arg-type]
    for name, value in node.attributes.items():
        element.set(name, value)
    if node.text:
        element.text = node.text
    for child in node.children:
        element.append(_element(child))
    return element


def _node(element: etree._Element) -> Node:
    name = etree.QName(element)
    children = [child for child in element if isinstance(child.tag, str)]
    line: object = element.sourceline
    strays = "".join(child.tail or "" for child in element)
    return Node(
        name.localname,
        (element.text or "") + (strays if strays.strip() else ""),
        {str(key): str(value) for key, value in element.attrib.items()},
        tuple(_node(child) for child in children),
        line if isinstance(line, int) else None,
        namespace=name.namespace or "",
    )
