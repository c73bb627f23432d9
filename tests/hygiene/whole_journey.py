"""What a day brings beside the first dossier: lists, workshops, referrals and their return, merges, papers, backups.

Everybody in it is a canary too; `window_journey` lives it in its window.
"""

import datetime as dt
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from passeport import wiring
from passeport.domain.account import Role
from passeport.domain.agreement import Recipient, Scope
from passeport.domain.coupon import Answer, Said
from passeport.domain.disclosure import Protection
from passeport.domain.documents import DocumentKind
from passeport.domain.identifiers import BeneficiaryId
from passeport.domain.parcours import StepStatus
from passeport.domain.provenance import Station
from passeport.domain.vocabulary import vocabulary
from passeport.services.desk import Desk
from passeport.services.documents import Wanted
from passeport.services.file_ports import CalendarNaming, FileFormat, WorkshopSheet
from passeport.services.parcours import ReferralEntry, StepEntry
from passeport.services.referrals import step_of
from passeport.services.workshops import Participant, WorkshopEntry
from tests import people, vaults
from ui.preview.printing import Printing
from ui.tasks import Tasks

CANARY = "Zyxcanary"
PASSPHRASE = "girafe lundi compas abricot tempête velours notaire"
SUPERVISOR = "Sacha Superviseur-Fictif"
_THERE = Station(name=people.CITE_DES_METIERS.name, network="CITE_METIERS")
_PEOPLE = 14
"""In the list that is brought in: enough for a table to be shown."""


def caseload(desk: Desk, out: Path) -> list[BeneficiaryId]:
    """Bring a list in, with a line that is refused, and take one out."""
    rows = [f"{CANARY}nom{letter};{CANARY}prénom{letter};0{1 + n % 9}/02/19{70 + n}" for n, letter in _letters(_PEOPLE)]
    file = out / "incoming.csv"
    file.write_text("\n".join(("Nom;Prénom;Né(e) le", *rows, f"{CANARY}refusé;Ada;45/45/1999")), encoding="utf-8")
    file.chmod(0o600)  # somebody else's program wrote it
    table = desk.caseloads.read(file)
    preview = desk.caseloads.preview(table, desk.caseloads.mapping(table))
    made = list(desk.caseloads.accept(preview).made)
    assert len(made) == _PEOPLE
    assert desk.caseloads.write_refused(preview, out / "refused.csv") == 1
    assert desk.caseloads.export(made, out / "list.xlsx", PASSPHRASE).count == _PEOPLE
    return made


def _letters(count: int) -> list[tuple[int, str]]:
    return [(number, chr(ord("a") + number)) for number in range(count)]


def workshop(desk: Desk, made: list[BeneficiaryId], tasks: Tasks, out: Path) -> None:
    """Record a workshop last month, and print its sign-in sheet."""
    day = desk.clock.today().replace(day=1) - dt.timedelta(days=10)
    there = tuple(Participant(beneficiary=who, status=StepStatus.HONOREE) for who in made)
    desk.workshops.record(WorkshopEntry(type="ATELIER", title=f"{CANARY} atelier", day=day, participants=there))
    names = tuple(f"{CANARY}nom{letter}" for _, letter in _letters(3))
    sheet = WorkshopSheet(station=desk.vault.account.station, day=day, title=f"{CANARY} atelier", names=names)
    pages = desk.workshops.sheet(sheet, tuple(made[:3]))
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(out / "printed.pdf"))
    printing = Printing(pages, printer, tasks)
    ends: list[bool] = []
    printing.finished.connect(ends.append)
    printing.start()
    while not ends:
        QApplication.processEvents()
    assert ends == [True]
    pages.close()
    (out / "printed.pdf").chmod(0o600)  # it stands for the paper


def referral(desk: Desk, who: BeneficiaryId, out: Path, folder: Path) -> None:
    """Send somebody elsewhere, be received there, answered, and have the answer taken here."""
    entry = ReferralEntry(point_accueil=_THERE.name, network=_THERE.network, reason=f"{CANARY} motif")
    step = desk.parcours.record_step(who, StepEntry(type="ORIENTATION", day=desk.clock.today(), referral=entry))
    dossier = desk.dossiers.open(who)
    scope = Scope(
        sections=frozenset(vocabulary("europass_sections").codes), parcours=frozenset(p.id for p in dossier.parcours)
    )
    given = desk.passports.agree(who, Recipient(name=_THERE.name, network=_THERE.network), scope, "ECRIT")
    desk.passports.issue(who, given, out / "referral.json", FileFormat.JSON)
    desk.documents.hand_over(who, Wanted(DocumentKind.REFERRAL_SHEET, step=step), out / "sheet.pdf")
    there = wiring.desk(vaults.create(folder / "there", account="Dominique Conseiller-Fictif", station=_THERE))
    received = there.passports.accept(there.passports.read(out / "referral.json"), None, {}).beneficiary
    there.referrals.write(out / "answer.passeport-retour", there.referrals.answer(received, step, _SAID))
    there.backups.lock()
    reading = desk.referrals.read_file(out / "answer.passeport-retour")
    desk.referrals.take(reading)
    answered = step_of(desk.dossiers.open(who), step).referral
    assert answered is not None
    assert len(answered.replies) == 1


_SAID = Said(answer=Answer.RECUE)


def batch(desk: Desk, made: list[BeneficiaryId], out: Path) -> None:
    """Hand several passports over at once, each closed."""
    to = Recipient(name=f"{CANARY} lot", network="CITE_METIERS")
    for who in made[:2]:
        desk.passports.agree(who, to, Scope(sections=frozenset({"IDENTITY"})), "ECRIT")
    (out / "batch").mkdir(mode=0o700)
    assert desk.batch.run(to, out / "batch", PASSPHRASE, only=frozenset(made[:2])).written == 2


def agenda_and_merging(desk: Desk, made: list[BeneficiaryId], out: Path) -> None:
    """Plan something, write the agenda, and make one dossier of two."""
    tomorrow = desk.clock.today() + dt.timedelta(days=1)
    planned = StepEntry(type="ENTRETIEN", day=tomorrow, status=StepStatus.PREVUE, title=f"{CANARY} rendez-vous")
    desk.parcours.record_step(made[0], planned)
    days = (desk.clock.today(), tomorrow)
    assert desk.agenda.export(days, out / "agenda.ics", CalendarNaming.NUMBER) >= 1
    desk.reunions.compare(made[-2], made[-1])
    desk.reunions.reunite(made[-2], made[-1], {})


def backups(desk: Desk, out: Path) -> Path:
    """Back the vault up, here and on a key, and let a supervisor in; return the backup."""
    desk.administration.add(SUPERVISOR, Role.SUPERVISOR, PASSPHRASE)
    (out / "key").mkdir(mode=0o700)
    desk.backups.choose_second_place(out / "key")
    made = desk.backups.make()
    assert made.second is None
    return made.backup.path


def statistics(vault: Path, out: Path) -> None:
    """Write the tables of last month, as a supervisor does; the vault is closed before."""
    opened = vaults.keeper().unlock(vault, account=SUPERVISOR, passphrase=PASSPHRASE)
    assert opened.opens == "statistics"
    use = wiring.statistics(opened)
    last = dt.datetime.now(dt.UTC).date().replace(day=1) - dt.timedelta(days=1)
    wish = use.wish("persons", last.replace(day=1), last, ())
    (out / "statistics").mkdir(mode=0o700)
    use.export([wish], Protection(), out / "statistics", lambda _done, _all: None)
    opened.lock()
    assert any((out / "statistics").rglob("*"))


def restore(vault: Path, backup: Path, account: str) -> None:
    """Put the backup back in the place of the vault."""
    wiring.mending().restore(vault, backup, account=account, passphrase=vaults.PASSPHRASE)
