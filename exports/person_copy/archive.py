"""The copy as one ZIP archive: `copie.html` and `copie.pdf` to read, `copie.json` to take elsewhere, `fichiers/`."""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from exports.person_copy.content import CopiedFile, content_of
from exports.person_copy.page import page
from exports.person_copy.paper import write_paper
from passeport.domain.documents import Letterhead
from passeport.domain.normalise import joined
from passeport.services.file_ports import PersonCopy

_FORMAT = "passeport-copie-de-la-personne"
_VERSION = 1
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}$")
_SUFFIXES = {"image/png": ".png", "image/jpeg": ".jpg", "application/pdf": ".pdf"}
_FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)
"""The first that ZIP can say: the same copy gives the same bytes."""


class PersonCopyArchive:
    """Port `PersonCopyWriter`."""

    def write(self, copy: PersonCopy) -> bytes:
        """Return the archive."""
        files = list(_files(copy))
        said = content_of(copy, [CopiedFile(path, name) for path, name, _ in files])
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
            _add(archive, "copie.html", page(said).encode())
            _add(archive, "copie.pdf", write_paper(said, head_of(copy)).data)
            _add(archive, "copie.json", _structured(copy))
            for path, _, data in files:
                _add(archive, path, data)
        return content.getvalue()


def head_of(copy: PersonCopy) -> Letterhead:
    """Return who made a copy, and on which day there."""
    day = copy.made_at.astimezone().date()
    return Letterhead(station=copy.station, conseiller=copy.made_by, made_on=day, language=copy.language)


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    info = zipfile.ZipInfo(name, _FIRST_MOMENT)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    archive.writestr(info, data)


def _files(copy: PersonCopy) -> Iterator[tuple[str, str, bytes]]:
    """Give (path in the archive, name, bytes); a path is made of safe letters, whatever the name was."""
    profile = copy.dossier.beneficiary.profile
    if profile.photo is not None:
        yield f"fichiers/photo{_SUFFIXES.get(profile.photo.media_type, '')}", "Photo", profile.photo.data
    documents = [(document.name, document.media_type, document.data) for document in profile.documents]
    documents += [(file.name, "", file.data) for file in copy.incoming]
    for number, (name, media_type, data) in enumerate(documents, 1):
        found = _SUFFIX.search(name)
        suffix = found[0].lower() if found is not None else _SUFFIXES.get(media_type, "")
        stem = joined(_SUFFIX.sub("", name))[:40] or "fichier"
        yield f"fichiers/{number:03d}-{stem}{suffix}", name, data


def _structured(copy: PersonCopy) -> bytes:
    data: dict[str, Any] = {"format": _FORMAT, "version": _VERSION, **copy.model_dump(mode="json")}
    profile = data["dossier"]["beneficiary"]["profile"]
    for parcours in data["dossier"]["parcours"]:
        for step in parcours["steps"]:
            if step["referral"] is not None and step["referral"]["ticket"] is not None:
                del step["referral"]["ticket"]["secret"]  # a key between two points d'accueil, nothing of the person
    for holder in (profile["photo"] or {}, *profile["documents"], *data["incoming"]):
        holder.pop("data", None)  # the files stand beside, as they are
    return json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True).encode()
