"""What our images are made of, as CycloneDX: ``make sbom``.

From the lock files, so that nobody is asked and nothing is guessed: each package with its version,
the hashes that pip and npm insist on, and who brought it. npm's own ``npm sbom`` leaves out React,
which tools ask for too. What the base images have is not in it; BuildKit adds that to the image
itself (docs/deployment.md).
"""

from __future__ import annotations

import argparse
import base64
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cyclonedx.model import (
    ExternalReference,
    ExternalReferenceType,
    HashAlgorithm,
    HashType,
    XsUri,
)
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL
from packaging.requirements import Requirement

BACKEND = Path(__file__).parents[2]
FRONTEND = BACKEND.parent / "frontend"
OURS = "paymentus"
# The image: python:3.11-slim on Linux. Which kind of machine, only wheels ask.
_IMAGE = {
    "sys_platform": "linux",
    "platform_machine": "x86_64",
    "implementation_name": "cpython",
    "python_version": "3.11",
    "python_full_version": "3.11.14",
}
_ENTRY = re.compile(
    r"^(?P<pin>[a-z0-9].*?)(?P<hashes>(?: \\\n    --hash=\S+)+)(?P<why>(?:\n    #.*)*)", re.M
)


@dataclass(frozen=True)
class Package:
    """``hashes`` are in hexadecimal; ``brought_by`` names packages, our own as ``paymentus``."""

    name: str
    version: str
    hashes: tuple[str, ...]
    brought_by: tuple[str, ...]


def of_pip(lock: str, *, without: Iterable[str] = ()) -> list[Package]:
    """What the image has of a lock file of uv's; ``without`` is what it takes out again."""
    out = set(without)
    found = []
    for entry in _ENTRY.finditer(lock):
        pin = Requirement(entry["pin"])
        if pin.name in out or (pin.marker and not pin.marker.evaluate(_IMAGE)):
            continue
        (exactly,) = pin.specifier
        hashes = re.findall(r"--hash=sha256:([0-9a-f]{64})", entry["hashes"])
        why = re.findall(r"# +(?:via )?([\w.-]+)(?: \(pyproject\.toml\))?$", entry["why"], re.M)
        brought_by = tuple(name for name in why if name != "via")
        found.append(Package(pin.name, exactly.version, tuple(hashes), brought_by))
    return found


def of_npm(lock: Mapping[str, Any]) -> list[Package]:
    """What is built into the pages, of a ``package-lock.json``; not the tools that build them."""
    inside = {
        path.rpartition("node_modules/")[2]: entry
        for path, entry in lock["packages"].items()
        if not (entry.get("dev") or entry.get("devOptional"))
    }
    return [
        Package(
            name,
            entry["version"],
            (base64.b64decode(entry["integrity"].removeprefix("sha512-")).hex(),),
            tuple(
                owner or OURS
                for owner, other in inside.items()
                if name in {**other.get("dependencies", {}), **other.get("peerDependencies", {})}
            ),
        )
        for name, entry in inside.items()
        if name
    ]


def taken_out(dockerfile: str) -> list[str]:
    """What the image's last step of installing removes."""
    (names,) = re.findall(r"pip uninstall -y (.+)$", dockerfile, re.M)
    return str(names).split()


def document(image: str, version: str, kind: str, packages: Sequence[Package]) -> str:
    """CycloneDX 1.6 as JSON. ``kind`` is that of package URLs: pypi or npm."""
    product = Component(name=image, version=version, type=ComponentType.CONTAINER, bom_ref=OURS)
    parts = {OURS: product} | {one.name: _component(kind, one) for one in packages}
    bom = Bom()
    bom.metadata.component = product
    bom.components.update(parts[one.name] for one in packages)
    for owner, component in parts.items():
        bom.register_dependency(
            component, [parts[one.name] for one in packages if owner in one.brought_by]
        )
    return str(JsonV1Dot6(bom).output_as_string(indent=2)) + "\n"


def _component(kind: str, package: Package) -> Component:
    namespace, _, name = package.name.rpartition("/")
    purl = PackageURL(kind, namespace or None, name, package.version)
    algorithm = {64: HashAlgorithm.SHA_256, 128: HashAlgorithm.SHA_512}
    # Of a Python package several files are locked; one of them was installed. Where it came from is
    # the builder's choice of index, so the package's own URL stands for the place.
    source = ExternalReference(
        type=ExternalReferenceType.DISTRIBUTION,
        url=XsUri(str(purl)),
        hashes=[HashType(alg=algorithm[len(one)], content=one) for one in package.hashes],
    )
    return Component(
        name=package.name,
        version=package.version,
        type=ComponentType.LIBRARY,
        purl=purl,
        bom_ref=str(purl),
        external_references=[source],
    )


def bills(version: str) -> dict[str, str]:
    """File name and text, one for each image."""
    requirements = (BACKEND / "requirements.lock").read_text(encoding="utf-8")
    dockerfile = (BACKEND / "Dockerfile").read_text(encoding="utf-8")
    web = json.loads((FRONTEND / "package-lock.json").read_text(encoding="utf-8"))
    python = of_pip(requirements, without=taken_out(dockerfile))
    return {
        "paymentus-api.cdx.json": document("paymentus/api", version, "pypi", python),
        "paymentus-frontend.cdx.json": document("paymentus/frontend", version, "npm", of_npm(web)),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description="Write the bills of materials of our images.")
    parser.add_argument("--output-dir", type=Path, default=BACKEND.parent / "sbom")
    parser.add_argument("--version", default="latest", help="of the images: $NEW_VERSION")
    arguments = parser.parse_args()
    arguments.output_dir.mkdir(parents=True, exist_ok=True)
    for name, text in bills(arguments.version).items():
        path = arguments.output_dir / name
        path.write_text(text, encoding="utf-8")
        print(f"{path}: {len(json.loads(text)['components'])} packages")


if __name__ == "__main__":
    main()
