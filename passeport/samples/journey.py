"""The whole journey on fictional people, from one network to another, checked at its end."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from pydantic import JsonValue

from passeport import wiring
from passeport.domain.agreement import Recipient, Scope
from passeport.domain.beneficiary import Dossier
from passeport.domain.difference import DifferenceKind
from passeport.domain.identifiers import BeneficiaryId, NoteId, PassportNumber
from passeport.domain.vocabulary import label, vocabulary
from passeport.language import describe
from passeport.language.dates import long_date
from passeport.language.typography import typeset
from passeport.samples import showcase
from passeport.samples.story import StoryClock, StoryIdentifiers
from passeport.samples.verification import items_of, let_out, lost_on_the_way, untold_origin
from passeport.services.desk import Desk
from passeport.services.file_ports import FileFormat
from passeport.services.vault_ports import OpenVault

_PASSPHRASE = "sept mots pour essayer ce coffre fictif"  # noqa: S105 - see below
"""Of vaults that live for some seconds in a temporary folder and hold nobody real."""


@dataclass
class Journey:
    """The journey, told line by line; `vaults` is a folder to work in, `out` where the files are left."""

    vaults: Path
    out: Path
    clock: StoryClock = field(default_factory=lambda: StoryClock(showcase.OPENED))
    told: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def run(self) -> tuple[str, ...]:
        """Live the journey, leave its four files in `out`, and return what went wrong: nothing when all is well.

        Raises:
            OutputNotWritten: when `out` refuses a file.
        """
        self._tell("Toutes les personnes et tous les lieux de cette démonstration sont fictifs.")
        first = self._vault("mission-locale", showcase.FIRST_CONSEILLER)
        try:
            here = self._desk(first, "first")
            beneficiary = self._record(here)
            number, ticked = self._hand_over(here, beneficiary)
            sent = here.dossiers.open(beneficiary)
            journals = self._journal_of(first)
        finally:
            first.lock()
        second = self._vault("cite-des-metiers", showcase.SECOND_CONSEILLER)
        try:
            there = self._desk(second, "second")
            received = self._take_in(there)
            self._verify(sent, received, number, ticked)
            self._go_on(there, received)
            journals += self._journal_of(second)
        finally:
            second.lock()
        self._leave("received.json", _pretty(received))
        self._search_what_left()
        self._conclude()
        self._leave("journal.txt", "\n".join([*self.told, "", *journals, ""]).encode())
        return tuple(self.complaints)

    def _vault(self, name: str, conseiller: str) -> OpenVault:
        station = showcase.FIRST_STATION if name == "mission-locale" else showcase.SECOND_STATION
        self._tell("", describe.station(station))
        vault = wiring.accounts().create(
            self.vaults / name, account=conseiller, passphrase=_PASSPHRASE, station=station
        )
        self._tell(f"  Coffre-fort chiffré créé ; conseiller : {conseiller}.")
        return vault

    def _desk(self, vault: OpenVault, place: str) -> Desk:
        return wiring.desk(vault, self.clock, StoryIdentifiers(place))

    # At the first point d'accueil -------------------------------------------------------------------------------

    def _record(self, desk: Desk) -> BeneficiaryId:
        self.clock.day = showcase.OPENED
        beneficiary = desk.dossiers.create(showcase.identity(), showcase.situation())
        desk.dossiers.give_notice(beneficiary, "2026-11", "REMISE_PAPIER")
        desk.dossiers.change_profile(beneficiary, showcase.profile(desk.editing.born_here(), desk.dossiers.new_item))
        parcours = desk.parcours.open_parcours(beneficiary, showcase.NEED, "CHOISIR_METIER", "2")
        for entry in showcase.steps():
            self.clock.day = entry.day
            desk.parcours.record_step(beneficiary, entry, parcours)
        desk.parcours.plan_action(beneficiary, parcours, "Mettre le CV à jour", showcase.RECEIVED)
        dossier = desk.dossiers.open(beneficiary)
        steps = sum(len(p.steps) for p in dossier.parcours)
        notes = sum(len(s.notes) for p in dossier.parcours for s in p.steps)
        self._tell(
            f"  {long_date(showcase.OPENED)} : dossier ouvert, notice d’information remise, profil saisi avec photo.",
            f"  Éléments : {len(items_of(dossier))}, dont {steps} étapes ; {notes} notes des trois niveaux.",
        )
        return beneficiary

    def _hand_over(self, desk: Desk, beneficiary: BeneficiaryId) -> tuple[PassportNumber, frozenset[NoteId]]:
        self.clock.day = showcase.HANDED_OVER
        dossier = desk.dossiers.open(beneficiary)
        recipient = Recipient(name=showcase.SECOND_STATION.name, network=showcase.SECOND_STATION.network)
        notes = (note for parcours in dossier.parcours for step in parcours.steps for note in step.notes)
        scope = Scope(
            sections=frozenset(vocabulary("europass_sections").codes),
            parcours=frozenset(parcours.id for parcours in dossier.parcours),
            notes=frozenset(note.id for note in notes if note.text == showcase.NOTE_THAT_LEAVES),
        )
        agreement = desk.passports.agree(beneficiary, recipient, scope, "ECRIT")
        number = desk.passports.issue(beneficiary, agreement, self.out / "passport.pdf", FileFormat.PDF)
        other = desk.passports.issue(beneficiary, agreement, self.out / "passport.xml", FileFormat.CANDIDATE)
        self._tell(
            f"  {long_date(showcase.HANDED_OVER)} : accord écrit de la personne pour {describe.line(recipient)}.",
            f"  Une note partageable cochée ; {len(showcase.SECRETS)} notes restent.",
            f"  Passeport N° {number} remis en PDF, N° {other} en XML Europass.",
        )
        return number, scope.notes

    # At the second ------------------------------------------------------------------------------------------------

    def _take_in(self, desk: Desk) -> Dossier:
        self.clock.day = showcase.RECEIVED
        file = self.out / "passport.pdf"
        incoming = desk.passports.read(file)
        proposal = desk.passports.propose(incoming)
        changed = desk.passports.accept(incoming, None, {})
        first_time = desk.dossiers.open(changed.beneficiary)
        self._tell(
            f"  {long_date(showcase.RECEIVED)} : « {file.name} » lu ; {describe.term(incoming.signature)}.",
            f"  Dossier créé, {len(proposal.differences)} éléments acceptés, rien à ressaisir.",
        )
        again = desk.passports.read(file)
        repeated = desk.passports.propose(again)
        if repeated.chosen is None:
            self.complaints.append("À la seconde lecture, la personne n’a pas été reconnue.")
        once_more = desk.passports.accept(again, changed.beneficiary, {})
        if once_more.changed or desk.dossiers.open(changed.beneficiary) != first_time:
            self.complaints.append("Recevoir deux fois le même passeport a changé le dossier.")
        else:
            self._tell("  Même fichier reçu une seconde fois : personne reconnue, rien n’a changé.")
        bare = desk.passports.propose(desk.passports.read(self.out / "passport.xml"), changed.beneficiary)
        news = [found for found in bare.differences if found.kind is not DifferenceKind.SAME]
        self.complaints += [f"Le XML seul dit autre chose que le PDF : {found.field}." for found in news]
        if not news:
            self._tell("  « passport.xml » seul dit la même chose : rien de plus, rien de différent.")
        return first_time

    def _go_on(self, desk: Desk, received: Dossier) -> None:
        beneficiary = received.beneficiary.id
        desk.parcours.record_step(beneficiary, showcase.next_step(), received.parcours[0].id)
        steps = desk.dossiers.open(beneficiary).parcours[0].steps
        self._tell(f"  Le parcours continue : étape {len(steps)} enregistrée à la suite des {len(steps) - 1} reçues.")

    # Checked ------------------------------------------------------------------------------------------------------

    def _verify(self, sent: Dossier, received: Dossier, number: PassportNumber, ticked: frozenset[NoteId]) -> None:
        self.complaints += lost_on_the_way(sent, received, ticked)
        self.complaints += untold_origin(sent, received, number)

    def _search_what_left(self) -> None:
        conversion = wiring.conversion()
        secrets = [text.rpartition("(")[2].rstrip(").") for text in showcase.SECRETS.values()]
        for file in sorted(self.out.glob("*")):
            if file.name in ("passport.pdf", "passport.xml", "received.json"):
                self.complaints += let_out(file.name, file.read_bytes(), secrets)
        for name in ("passport.pdf", "passport.xml"):
            said = conversion.read(self.out / name).passport.model_dump_json()
            self.complaints += let_out(f"{name}, relu", said.encode(), secrets)

    def _conclude(self) -> None:
        self._tell("", "Vérification")
        if self.complaints:
            self._tell(*(f"  {complaint}" for complaint in self.complaints))
            return
        self._tell(
            "  Chaque étape et chaque élément partageable est arrivé tel qu’il est parti, avec sa provenance.",
            "  Aucune note privée, d’équipe ou non cochée n’est dans les fichiers écrits.",
        )

    # Told ---------------------------------------------------------------------------------------------------------

    def _tell(self, *lines: str) -> None:
        self.told += (typeset(line) for line in lines)

    def _journal_of(self, vault: OpenVault) -> list[str]:
        with vault.unit_of_work() as work:
            entries = reversed(work.journal.entries())
        title = f"Journal du coffre-fort de {vault.account.station.name}"
        lines = (
            f"  {entry.at:%Y-%m-%d %H:%M:%S} – {vault.account.name} – "
            f"{label('journal_operations', entry.operation.value)} – {entry.reference}"
            for entry in entries
        )
        return [title, *lines, ""]

    def _leave(self, name: str, data: bytes) -> None:
        wiring.conversion().replace(self.out / name, data)


def _pretty(dossier: Dossier) -> bytes:
    content = cast("dict[str, JsonValue]", dossier.model_dump(mode="json"))
    for line in cast("Iterable[dict[str, list[str]]]", content["transmissions"]):
        line["sections"].sort()  # a set has no order of its own
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()
