"""Makes the kept vault of the present schema, for `test_migrations.py`: `python -m tests.storage.keeping`.

Run once when a version of a schema is new, and commit the folder that it writes, `stores/N`: the vault as this version
writes it, some kilobytes of plainly fictional people with something in every table, and what it holds in
`expected.json`. A folder that is there is never written over: what an earlier version left cannot be had again.
"""

import datetime as dt
import hashlib
import json
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from passeport import wiring
from passeport.domain.agreement import Scope
from passeport.domain.beneficiary import Situation
from passeport.domain.draft import NEW_STEP
from passeport.domain.identifiers import BeneficiaryId
from passeport.domain.known_station import KnownStation
from passeport.domain.parcours import NoteLevel
from passeport.domain.requests import RequestKind
from passeport.domain.retention import Ending, ErasureCause
from passeport.samples.people import People
from passeport.samples.seeding import seed
from passeport.services.desk import Desk
from passeport.services.dossier_ports import UnitOfWork
from passeport.services.file_ports import FileFormat
from passeport.services.journal_ports import JournalOperation
from passeport.services.parcours import NoteEntry, StepEntry
from passeport.services.workshops import Participant, WorkshopEntry
from storage.backup import FOLDER_NAME
from storage.engine import SCHEMA_VERSION
from storage.open_vault import SqlcipherVault
from storage.rotation import DOSSIERS_NAME
from storage.statistics import STATISTICS_NAME
from tests import people, vaults

STORES = Path(__file__).parent / "stores"
BACKUP = Path(__file__).parent / "backup"
"""A backup as the first version that had backups made it: what somebody finds on a key in five years."""
PASSPHRASE = "quatre mots sans lien"
"""That of every kept vault; everybody may know it."""
EXPECTED = "expected.json"
_FILES = ("vault.json", DOSSIERS_NAME, STATISTICS_NAME, "dossiers.mark", "statistics.mark")


def make(folder: Path) -> dict[str, Any]:
    """Make a closed vault of the present schema in `folder`, and return what it holds."""
    vault = vaults.keeper().create(folder, account=vaults.ACCOUNT, passphrase=PASSPHRASE, station=people.MISSION_LOCALE)
    clock = vaults.SetClock()
    desk = wiring.desk(vault, clock)
    some = People(seed=SCHEMA_VERSION, account=vault.account, today=clock.today())
    seed(vault, some, beneficiaries=3, steps=4, progress=lambda _done, _total: None)
    _live(desk, folder.parent)
    desk.backups.make()
    held = holdings(vault)
    vault.lock()
    return held


def _live(desk: Desk, beside: Path) -> None:
    """Do with a few people what one can do."""
    ada = desk.dossiers.create(people.ada_identity())
    desk.dossiers.change_profile(ada, people.ada_profile())
    desk.dossiers.change_situation(ada, Situation(code="DEMANDEUR_INSCRIT", education_level="4", commune="91228"))
    notes = (
        NoteEntry(level=NoteLevel.PRIVATE, text=people.PRIVATE_NOTE),
        NoteEntry(level=NoteLevel.SHAREABLE, text=people.SHARED_NOTE),
    )
    desk.parcours.record_step(ada, StepEntry(type="ENTRETIEN", day=dt.date(2026, 11, 20), minutes=45, notes=notes))
    recipient = people.ada_passport().issue
    assert recipient is not None
    scope = Scope(sections=frozenset({"IDENTITY", "EXPERIENCE"}))
    given = desk.passports.agree(ada, recipient.recipient, scope, "ECRIT")
    desk.passports.issue(ada, given, beside / "remis.json", FileFormat.JSON)
    desk.rights.record(ada, RequestKind.RECTIFICATION, "Orthographe du prénom")
    known = KnownStation(
        key="f" * 64, station=people.CITE_DES_METIERS, trusted_on=desk.clock.today(), trusted_by=vaults.ACCOUNT
    )
    with desk.vault.unit_of_work() as work:
        work.originals.keep(ada, "reçu.json", hashlib.sha256(b"received").hexdigest(), b"received")
        work.stations.trust(known)
        work.journal.record(JournalOperation.STATION_TRUSTED, known.key)
        work.commit()
    desk.drafts.keep(ada, NEW_STEP, {"type": "ENTRETIEN", "outcome": "Commencé"}, [{"text": "Une note"}])
    desk.templates.keep("Entretien d’essai", StepEntry(type="ENTRETIEN", day=dt.date(2026, 11, 20), minutes=45))
    workshop = WorkshopEntry(type="ATELIER", title="Atelier fictif", day=dt.date(2026, 11, 20), anonymous=3)
    desk.workshops.record(workshop.evolve(participants=(Participant(beneficiary=ada),)))
    bea, twin = (
        desk.dossiers.create(people.ada_identity().evolve(given_names=name, family_name="Double-Essai"))
        for name in ("Béa", "Bea")
    )
    desk.reunions.reunite(bea, twin, {})
    gone = desk.dossiers.create(people.ada_identity().evolve(given_names="Partie", family_name="Fictive"))
    desk.rights.erase(gone, ErasureCause.REQUEST)
    counted = desk.dossiers.create(people.ada_identity().evolve(given_names="Comptée", family_name="Fictive"))
    with desk.vault.unit_of_work() as work:
        desk.rights.erased(work, counted, ErasureCause.RETENTION, Ending.ANONYMISE)
        work.commit()
    kept = desk.dossiers.create(people.ada_identity().evolve(given_names="Litige", family_name="Fictif"))
    desk.retention.archive(kept, "Contentieux fictif en cours", dt.date(2027, 6, 1))


def holdings(vault: SqlcipherVault) -> dict[str, Any]:
    """Return everything that a vault holds, as JSON has it; the names are those that every version gives."""
    with vault.unit_of_work() as work:
        dossiers = [work.dossiers.get(key) for key in _everybody(work)]
        return {
            "schema": SCHEMA_VERSION,
            "public_key": vault.signer.public_key.hex(),
            "dossiers": {str(one.beneficiary.id): json.loads(one.model_dump_json()) for one in dossiers},
            "journal": [line.evolve(number=0).model_dump(mode="json") for line in work.journal.entries()],
            "originals": {
                str(one.beneficiary.id): {f.name: f.digest for f in work.originals.files(one.beneficiary.id)}
                for one in dossiers
            },
            "stations": {one.key: one.station.model_dump(mode="json") for one in work.stations.known()},
            "minutes": [one.model_dump(mode="json") for one in work.retention.minutes()],
            "drafts": [one.model_dump(mode="json") for one in work.drafts.of(vault.account.id)],
            "templates": [one.model_dump(mode="json") for one in work.templates.of(vault.account.id)],
            "sessions": [one.model_dump(mode="json") for one in work.sessions.all()],
            "anonymous": [one.model_dump(mode="json") for one in work.retention.anonymous()],
            "policy": work.retention.policy().model_dump(mode="json"),
        }


def _everybody(work: UnitOfWork) -> list[BeneficiaryId]:
    """Go through those in use, then those in the archive, which no list shows."""
    listed = [one.id for one in work.dossiers.page(limit=10_000)]
    return [*listed, *(one.beneficiary for one in work.retention.quiet_since(dt.date(1, 1, 1)))]


def main() -> int:
    """Write `stores/N` for the present schema, unless it is there."""
    target = STORES / str(SCHEMA_VERSION)
    if target.exists():
        sys.stdout.write(f"{target} is there already: what a version left is kept as it is.\n")
        return 1
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "coffre"
        held = make(folder)
        target.mkdir(parents=True)
        for name in _FILES:
            if (folder / name).exists():  # a database that was never opened has no mark yet
                shutil.copyfile(folder / name, target / name)
        text = json.dumps(held, ensure_ascii=False, separators=(",", ":"))
        (target / EXPECTED).write_text(text, encoding="utf-8")
        if not BACKUP.exists():
            (made,) = (folder / FOLDER_NAME).iterdir()
            shutil.copytree(made, BACKUP / "copie")
            (BACKUP / EXPECTED).write_text(text, encoding="utf-8")
    sys.stdout.write(f"{target} written.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
