"""What two items have in common when only their content is compared.

Identifiers and provenance do not count: a tool that drops them still hands back the same content.
"""

import hashlib
import json
from collections.abc import Iterable
from uuid import UUID, uuid5

from passeport.domain.model import DomainModel

_NAMESPACE = UUID("6f1c2f5e-6a0f-5b59-9d0e-7a0b5c1e2d34")
_NOT_CONTENT = {"id", "provenance"}


def content_of(model: DomainModel, *, without: Iterable[str] = ()) -> str:
    """Return the canonical JSON of a model's content: sorted keys, no identifier, no provenance."""
    data = model.model_dump(mode="json", exclude=_NOT_CONTENT | set(without), exclude_defaults=True)
    return json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def fingerprint(model: DomainModel, *, without: Iterable[str] = ()) -> str:
    """Return the SHA-256 of a model's content, in hexadecimal."""
    return hashlib.sha256(content_of(model, without=without).encode()).hexdigest()


def identifier_from(*parts: str) -> UUID:
    """Return an identifier that depends on `parts` alone: the same file read twice gives the same items."""
    return uuid5(_NAMESPACE, "\x1f".join(parts))
