"""A set of files that somebody else can check: a manifest of their SHA-256, its signature by the
report key (RSA-PSS), and the public key.

``openssl dgst -sha256 -verify report_key.pub.pem -sigopt rsa_padding_mode:pss -signature
manifest.json.sig manifest.json`` checks it too. Whose key it is, a verifier has to know from
elsewhere: the one inside proves only that nothing was changed since.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

MANIFEST, SIGNATURE, PUBLIC_KEY = "manifest.json", "manifest.json.sig", "report_key.pub.pem"
_PSS = padding.PSS(padding.MGF1(hashes.SHA256()), padding.PSS.DIGEST_LENGTH)


def signed(files: Mapping[str, bytes], key: rsa.RSAPrivateKey) -> dict[str, bytes]:
    """The files and what proves them."""
    manifest = json.dumps(
        {name: hashlib.sha256(content).hexdigest() for name, content in sorted(files.items())},
        indent=2,
    ).encode()
    public = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    signature = key.sign(manifest, _PSS, hashes.SHA256())
    return {**files, MANIFEST: manifest, SIGNATURE: signature, PUBLIC_KEY: public}


def problems_of(files: Mapping[str, bytes], *, public_key: bytes | None = None) -> list[str]:
    """A sentence for each thing that is wrong; ``public_key`` is the one inside when not given."""
    missing = [name for name in (MANIFEST, SIGNATURE, PUBLIC_KEY) if name not in files]
    if missing:
        return [f"{name} is missing" for name in missing]
    problems = []
    try:
        key = serialization.load_pem_public_key(public_key or files[PUBLIC_KEY])
        if not isinstance(key, rsa.RSAPublicKey):
            return ["the report key is not an RSA key"]
        key.verify(files[SIGNATURE], files[MANIFEST], _PSS, hashes.SHA256())
        named = dict(json.loads(files[MANIFEST]))
    except InvalidSignature:
        return [f"{MANIFEST} is not signed by this key"]
    except (ValueError, UnsupportedAlgorithm) as problem:
        return [f"{MANIFEST} or the key cannot be read: {problem}"]
    there = files.keys() - {MANIFEST, SIGNATURE, PUBLIC_KEY}
    problems += [f"{name} is missing" for name in sorted(named.keys() - there)]
    problems += [f"{name} is not in {MANIFEST}" for name in sorted(there - named.keys())]
    problems += [
        f"{name} was changed"
        for name in sorted(there & named.keys())
        if hashlib.sha256(files[name]).hexdigest() != named[name]
    ]
    return problems
