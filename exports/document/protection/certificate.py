"""The station's certificate: X.509 around the Ed25519 key of its vault, signed by that key itself (RFC 5280, RFC 8410).

Nobody else vouches for it: who receives a document knows the station by the fingerprint of its key, as for passports
(docs/decisions/004-envelope-and-signature.md). The same station always has the same certificate.
"""

import datetime as dt
import hashlib

from asn1crypto import keys, x509

from passeport.domain.provenance import Station
from passeport.services.ports import Signer

_FROM = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
_UNTIL = dt.datetime(2049, 12, 31, 23, 59, 59, tzinfo=dt.UTC)
"""The last moment that UTCTime can say; a key that changes makes another certificate."""
_LONGEST_NAME = 64
"""Characters of a common name (RFC 5280, ub-common-name)."""


def certificate_of(station: Station, signer: Signer) -> x509.Certificate:
    """Return the certificate, made with one signature of the key."""
    public = keys.PublicKeyInfo(
        {"algorithm": keys.PublicKeyAlgorithm({"algorithm": "ed25519"}), "public_key": signer.public_key}
    )
    name = x509.Name.build({"common_name": station.name[:_LONGEST_NAME], "organization_name": station.network})
    fingerprint = hashlib.sha256(signer.public_key).digest()
    content = x509.TbsCertificate(
        {
            "version": "v3",
            "serial_number": int.from_bytes(fingerprint[:16]) >> 1,
            "signature": {"algorithm": "ed25519"},
            "issuer": name,
            "validity": {"not_before": x509.UTCTime(_FROM), "not_after": x509.UTCTime(_UNTIL)},
            "subject": name,
            "subject_public_key_info": public,
            "extensions": [
                {"extn_id": "basic_constraints", "critical": True, "extn_value": {"ca": False}},
                {
                    "extn_id": "key_usage",
                    "critical": True,
                    "extn_value": {"digital_signature", "non_repudiation"},
                },
                {"extn_id": "key_identifier", "critical": False, "extn_value": fingerprint[:20]},
            ],
        }
    )
    return x509.Certificate(
        {
            "tbs_certificate": content,
            "signature_algorithm": {"algorithm": "ed25519"},
            "signature_value": signer.sign(content.dump()),
        }
    )
