"""Work in the frozen program with no window: what each library that it carries is there for is done once.

Usage: python installer/try_bundle.py [PROGRAM]     (PROGRAM: dist/passeport/passeport)

A passport through the fence, a signed PDF, several at once on every core, a workbook, tables under both protections,
a contribution that is sealed and merged, the whole journey. The exit status is 1 at the first that fails.
"""

import datetime as dt
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PASSPHRASE = "sept mots pour essayer ce coffre fictif"
GIVEN, OWN = "huit mots que l’administrateur a donc choisis hier", "sept mots que la personne seule connaît bien"
ACCOUNT, SUPERVISOR = "Camille Exemple", "Sacha Superviseur-Fictif"
TO = ("--recipient", "Cité des métiers de Modèle-Ville", "--network", "CITE_METIERS")
LAST = dt.datetime.now().astimezone().date().replace(day=1) - dt.timedelta(days=1)
BEFORE = LAST.replace(day=1) - dt.timedelta(days=1)
DAYS = ("--from", f"{BEFORE.year}-01-01", "--to", BEFORE.isoformat())
"""Until the month before the last that is over; statistics take no month that is not."""
OTHER_DAYS = ("--from", f"{LAST:%Y-%m}-01", "--to", LAST.isoformat())
"""The last month that is over: the two protections are not mixed for the same months."""


class Frozen:
    """The program, in an empty folder, with no Python of this computer in sight."""

    def __init__(self, program: Path, folder: Path) -> None:
        """Take the program, and the folder where it writes."""
        self.program, self.folder = program, folder

    def run(self, what: str, *arguments: str, passphrase: str = PASSPHRASE, new: str = "") -> str:
        """Run a command and return what it says; `what` is said with the time it took.

        Raises:
            SystemExit: when it fails; what it said is shown first.
        """
        kept = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP", "LOCALAPPDATA") if name in os.environ}
        phrases = {"PASSEPORT_PASSPHRASE": passphrase, "PASSEPORT_NEW_PASSPHRASE": new}
        environment = {**kept, **phrases, "LANG": "C.UTF-8", "HOME": str(self.folder)}
        before = time.monotonic()
        done = subprocess.run(
            [str(self.program), *arguments], cwd=self.folder, env=environment, capture_output=True, text=True,
            encoding="utf-8", check=False,
        )  # fmt: skip
        if done.returncode:
            print(done.stdout, done.stderr, sep="\n", file=sys.stderr)
            sys.exit(f"{what} : code {done.returncode}")
        print(f"{what} : {time.monotonic() - before:.1f} s", flush=True)
        return done.stdout

    def expect(self, *names: str) -> None:
        """Stop unless each of these is there and holds something."""
        for name in names:
            path = self.folder / name
            if not (any(path.iterdir()) if path.is_dir() else path.is_file() and path.stat().st_size):
                sys.exit(f"{name} : rien n’a été écrit")


def work(frozen: Frozen) -> None:
    """Do it all."""
    vault = ("--vault", "coffre")
    (frozen.folder / "phrase.txt").write_text(
        "dix mots pour fermer ce qui sort de ce coffre fictif\n", encoding="utf-8"
    )
    frozen.run("version", "--version")
    frozen.run("coffre-fort", "vault", "create", *vault, "--account", ACCOUNT,
               "--station", "Mission locale d’Essai-sur-Seine", "--network", "MISSION_LOCALE")  # fmt: skip
    frozen.run("personnes fictives", "seed", *vault, "--beneficiaries", "40", "--steps", "4", "--seed", "2026")
    person = json.loads(frozen.run("recherche", "find", *vault, "modele", "--json"))[0]["id"]
    one = ("--beneficiary", person)
    frozen.run("passeport remis", "export", *vault, *one, "--to", "passeport.pdf", "--agreement", "ECRIT", *TO)
    frozen.run("lu derrière la clôture", "check", "passeport.pdf", "--json")
    frozen.run("document signé", "document", *vault, *one, "--kind", "synthesis", "--to", "synthese.pdf", "--signed")
    if b"ETSI.CAdES.detached" not in (frozen.folder / "synthese.pdf").read_bytes():
        sys.exit("synthese.pdf : pas de signature")
    (frozen.folder / "tous").mkdir()
    frozen.run("plusieurs à la fois", "export-all", *vault, "--to", "tous", "--closed-by", "phrase.txt", *TO)
    frozen.run("classeur chiffré", "export-list", *vault, "--to", "liste.xlsx", "--list-passphrase-file", "phrase.txt")
    frozen.run("superviseur ajouté", "vault", "add-account", *vault, "--account", ACCOUNT, "--name", SUPERVISOR,
               "--role", "superviseur", new=GIVEN)  # fmt: skip
    supervisor = (*vault, "--account", SUPERVISOR)
    frozen.run("sa phrase de passe", "vault", "change-passphrase", *supervisor, passphrase=GIVEN, new=OWN)
    for protection, days, by in (("SUPPRESSION", DAYS, "sex,age"), ("NOISE", OTHER_DAYS, "sex")):
        frozen.run(f"tableaux, {protection}", "statistics", *supervisor, *days, "--by", by,
                   "--protection", protection, "--out", protection, passphrase=OWN)  # fmt: skip
    frozen.run("clés d’une région", "statistics-key", "--out", "cles")
    public, private = (next((frozen.folder / "cles").glob(f"*{half}*")).name for half in ("publi", "priv"))
    frozen.run("contribution scellée", "statistics-contribute", *supervisor, *DAYS, "--region", f"cles/{public}",
               "--to-file", "contribution", passphrase=OWN)  # fmt: skip
    frozen.run(
        "contributions réunies", "statistics-merge", "contribution", "--key", f"cles/{private}", "--out", "region"
    )
    frozen.run("tout le parcours", "demo", "--out", "demo")
    frozen.expect("passeport.pdf", "tous", "liste.xlsx", "NOISE", "SUPPRESSION", "region", "demo")


def main(arguments: list[str]) -> int:
    """Try the program."""
    program = Path(arguments[0] if arguments else ROOT / "dist" / "passeport" / "passeport").resolve()
    with tempfile.TemporaryDirectory() as scratch:
        work(Frozen(program, Path(scratch)))
    print("tout est comme attendu")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
