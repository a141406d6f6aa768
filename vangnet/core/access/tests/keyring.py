"""A device for the tests that makes passkeys and proves with them, as a telephone does (WebAuthn, ES256)."""

import json
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2 import cbor
from fido2.cose import ES256
from fido2.webauthn import AttestedCredentialData, AuthenticatorData


def b64(content: bytes) -> str:
    return urlsafe_b64encode(content).decode().rstrip("=")


@dataclass
class Device:
    """`verifies`: whether it asks its owner for a finger, a face or a PIN; `counts`: whether it numbers signatures."""

    origin: str = "http://localhost"
    party: str = "localhost"
    verifies: bool = True
    counts: bool = False
    counter: int = 0
    owner: bytes = b""
    credential: bytes = b"the credential of this device...."
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def make(self, options: dict) -> str:
        asked = options["publicKey"]
        self.owner = asked["user"]["id"].encode()
        public = ES256.from_cryptography_key(self.key.public_key())
        attested = AttestedCredentialData.create(b"\0" * 16, self.credential, public)
        data = AuthenticatorData.create(self._party(), self._flags() | 0x40, self._counted(), attested)
        statement = cbor.encode({"fmt": "none", "attStmt": {}, "authData": bytes(data)})
        client = self._client("webauthn.create", asked["challenge"])
        return self._answer({"clientDataJSON": b64(client), "attestationObject": b64(statement)})

    def prove(self, options: dict) -> str:
        client = self._client("webauthn.get", options["publicKey"]["challenge"])
        data = AuthenticatorData.create(self._party(), self._flags(), self._counted())
        signature = self.key.sign(bytes(data) + sha256(client).digest(), ec.ECDSA(SHA256()))
        return self._answer(
            {
                "clientDataJSON": b64(client),
                "authenticatorData": b64(bytes(data)),
                "signature": b64(signature),
                "userHandle": self.owner.decode(),
            }
        )

    def _answer(self, response: dict) -> str:
        name = b64(self.credential)
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": response})

    def _client(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def _party(self) -> bytes:
        return sha256(self.party.encode()).digest()

    def _flags(self) -> int:
        return 0x05 if self.verifies else 0x01

    def _counted(self) -> int:
        self.counter += self.counts
        return self.counter
