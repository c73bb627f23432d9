"""Install the package on a bare Debian 12, work in the installed program, remove it: the vault is still there.

A passport is opened as a desktop opens it (`gio launch` on the menu entry), while the window is there; a step is
recorded by the keyboard alone, and looked for in the vault once the window is closed.

Usage: python installer/linux/try_package.py PACKAGE.deb FOLDER

FOLDER gets one picture per moment. As root, with debootstrap, Xvfb, xdotool and ImageMagick on this computer; the bare
system gets nothing but the package and what the package asks for. Each step is said as it is done; the exit status is 1
at the first that fails.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

MIRROR = os.environ.get("DEBIAN_MIRROR", "http://deb.debian.org/debian")
PASSPHRASE = "sept mots pour essayer ce coffre fictif"
DISPLAY = ":97"
PATIENCE = 180
"""Seconds that the window gets to show something; it needs one or two, more on a computer that does other things."""
PAUSE = float(os.environ.get("TRIAL_PAUSE", "5"))
"""Seconds left to the window after a key that asks for work."""
VAULT = "/root/.local/share/passeport/coffre-fort"
"""Where the program looks by itself, started from the menu as the desktop does."""
ENTRY = "/usr/share/applications/passeport.desktop"
RECEIVED = "passport.pdf"
PERSON = "bernard modele"
TYPE = "entretien indiv"
OUTCOME = "etape ecrite dans le programme installe"
# What a desktop has and a bare system has not: the types of files, and what opens them.
DESKTOP = ("desktop-file-utils", "shared-mime-info", "libglib2.0-bin")
# What a bare system needs of this computer to reach its packages: names, certificates and apt's own settings.
BORROWED = (
    "etc/resolv.conf",
    "etc/hosts",
    "etc/apt/apt.conf.d",
    "etc/ssl/certs",
    "usr/share/ca-certificates",
    "usr/local/share/ca-certificates",
)


def say(words: str) -> None:
    """Say what is done."""
    print(words, flush=True)


class Bare:
    """A bare Debian in a folder."""

    def __init__(self, root: Path) -> None:
        """Make it."""
        self.root = root
        subprocess.run(
            ["debootstrap", "--variant=minbase", "bookworm", str(root), MIRROR], check=True, stdout=subprocess.DEVNULL
        )
        for name in BORROWED:
            source = Path("/") / name
            if source.is_dir():
                shutil.copytree(source, root / name, dirs_exist_ok=True, symlinks=True, ignore_dangling_symlinks=True)
            elif source.exists():
                shutil.copyfile(source, root / name)

    def run(self, *command: str, **settings: str) -> str:
        """Run a command inside, as root, and return what it says.

        Raises:
            subprocess.CalledProcessError: when it fails; what it said is shown first.
        """
        done = subprocess.run(
            ["chroot", str(self.root), "/usr/bin/env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LANG=C.UTF-8",
             "HOME=/root", "DEBIAN_FRONTEND=noninteractive", f"PASSEPORT_PASSPHRASE={PASSPHRASE}",
             *(f"{name}={value}" for name, value in settings.items()), *command],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            say(done.stdout)
            done.check_returncode()
        return done.stdout

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        """Start a command inside that goes on, on the virtual screen."""
        return subprocess.Popen(
            ["chroot", str(self.root), "/usr/bin/env", "-i", "PATH=/usr/bin:/bin", "LANG=C.UTF-8", "HOME=/root",
             f"DISPLAY={DISPLAY}", "XDG_RUNTIME_DIR=/tmp", *command]
        )  # fmt: skip


@contextmanager
def mounted(root: Path) -> Iterator[None]:
    """Give the bare system the kernel's folders and the screen's socket while something runs."""
    (root / "tmp" / ".X11-unix").mkdir(parents=True, exist_ok=True)
    places = [("/proc", "proc"), ("/dev", "dev"), ("/tmp/.X11-unix", "tmp/.X11-unix")]
    for source, name in places:
        subprocess.run(["mount", "--bind", source, str(root / name)], check=True)
    try:
        yield
    finally:
        for _source, name in reversed(places):
            subprocess.run(["umount", "--lazy", str(root / name)], check=False)


@contextmanager
def screen() -> Iterator[None]:
    """Show a virtual screen while something runs."""
    server = subprocess.Popen(["Xvfb", DISPLAY, "-screen", "0", "1366x768x24", "-nolisten", "tcp", "-noreset"])
    try:
        time.sleep(2)
        yield
    finally:
        server.terminate()
        server.wait()


def type_there(*words: str) -> None:
    """Press keys and type words in the window, as xdotool names them, with a breath after each."""
    for word in words:
        kind, _, what = word.partition(":")
        subprocess.run(
            ["xdotool", "key" if kind == "key" else "type", *([] if kind == "key" else ["--delay", "20"]), what],
            env={**os.environ, "DISPLAY": DISPLAY},
            check=True,
        )
        time.sleep(1.5)


def window_is_there() -> bool:
    """Tell whether the program shows its window."""
    found = subprocess.run(
        ["xdotool", "search", "--onlyvisible", "--name", "Passeport"],
        env={**os.environ, "DISPLAY": DISPLAY}, capture_output=True, check=False,
    )  # fmt: skip
    return bool(found.stdout.strip())


def windows_shown() -> int:
    """Return how many windows of the program are on the screen."""
    found = subprocess.run(
        ["xdotool", "search", "--onlyvisible", "--name", "Passeport"],
        env={**os.environ, "DISPLAY": DISPLAY}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return len(found.stdout.split())


def focus() -> None:
    """Give the keyboard to the window, as the window manager that is not there would."""
    found = subprocess.run(
        ["xdotool", "search", "--onlyvisible", "--name", "Passeport"],
        env={**os.environ, "DISPLAY": DISPLAY},
        capture_output=True,
        text=True,
        check=True,
    )
    window = found.stdout.split()[-1]
    subprocess.run(["xdotool", "windowfocus", window], env={**os.environ, "DISPLAY": DISPLAY}, check=True)
    time.sleep(0.5)


def wait_for(what: Callable[[], bool], words: str) -> None:
    """Wait until something is so.

    Raises:
        TimeoutError: when it is not after `PATIENCE` seconds.
    """
    end = time.monotonic() + PATIENCE
    while not what():
        if time.monotonic() > end:
            raise TimeoutError(words)
        time.sleep(0.2)


def expect(what: bool, words: str) -> None:  # noqa: FBT001 - a condition
    """Stop the trial unless something is so."""
    if not what:
        raise RuntimeError(words)


def picture(folder: Path, name: str) -> None:
    """Keep what the screen shows."""
    subprocess.run(
        ["import", "-window", "root", str(folder / f"{name}.png")], env={**os.environ, "DISPLAY": DISPLAY}, check=True
    )


def work_in_the_window(bare: Bare, folder: Path) -> None:
    """Unlock, find a person, open the dossier, record a step, open a passport from outside: by the keyboard alone."""
    before = time.monotonic()
    program = bare.start("/usr/bin/passeport")
    try:
        wait_for(window_is_there, "la fenêtre")
        say(f"fenêtre visible après {time.monotonic() - before:.1f} s (ordinateur occupé, fichiers jamais lus)")
        time.sleep(3)
        focus()
        picture(folder, "1-porte")
        type_there(f"type:{PASSPHRASE}", "key:Return")
        time.sleep(PAUSE)
        picture(folder, "2-deverrouille")
        type_there(f"type:{PERSON}", "key:Return")
        time.sleep(PAUSE)
        picture(folder, "3-dossier")
        type_there("key:ctrl+e", f"type:{TYPE}", "key:Tab", "key:alt+r", f"type:{OUTCOME}")
        picture(folder, "4-saisie")
        type_there("key:ctrl+Return")
        time.sleep(PAUSE)
        picture(folder, "5-enregistre")
        second = bare.start("gio", "launch", ENTRY, f"/root/demo/{RECEIVED}")
        expect(second.wait(timeout=PATIENCE) == 0, "la deuxième ouverture")
        time.sleep(PAUSE)
        focus()
        picture(folder, "6-ouvrir-avec")
        type_there("key:ctrl+Return")
        time.sleep(PAUSE)
        picture(folder, "7-recu")
        windows = windows_shown()
        say(f"fenêtres après la deuxième ouverture : {windows}")
        expect(windows == 1, "une seule fenêtre était attendue")
    finally:
        program.terminate()
        program.wait(timeout=PATIENCE)


def found(bare: Bare, words: str) -> list[str]:
    """Return the dossiers that a search finds in the vault."""
    said = bare.run("passeport", "find", "--vault", VAULT, words, "--json")
    return [one["id"] for one in json.loads(said)]


def outcomes(bare: Bare, beneficiary: str) -> list[str]:
    """Return what came of each step that the vault keeps of a person; an entry that was only begun is none."""
    bare.run("passeport", "copy", "--vault", VAULT, "--beneficiary", beneficiary, "--to", "/root/copie.zip")
    path = bare.root / "root" / "copie.zip"
    with zipfile.ZipFile(path) as archive:
        told = json.loads(archive.read("copie.json"))
    path.unlink()
    return [step["outcome"] for home in told["dossier"]["parcours"] for step in home["steps"]]


def main(arguments: list[str]) -> int:
    """Try the package from one end to the other."""
    try:
        package, folder = (Path(word).resolve() for word in arguments)
    except ValueError:
        print("usage : try_package.py PAQUET.deb DOSSIER", file=sys.stderr)
        return 2
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        say("Debian 12 nue (debootstrap, minbase)")
        bare = Bare(Path(scratch) / "debian")
        shutil.copy(package, bare.root / "root" / package.name)
        with screen(), mounted(bare.root):
            bare.run("apt-get", "-qq", "update")
            bare.run("apt-get", "-qq", "install", "-y", "--no-install-recommends", f"/root/{package.name}")
            say(f"installé : {bare.run('passeport', '--version').strip()}")
            bare.run("apt-get", "-qq", "install", "-y", "--no-install-recommends", *DESKTOP)
            openers = bare.run("gio", "mime", "application/pdf").split()
            say(f"un bureau l’offre pour ouvrir un PDF : {'oui' if 'passeport.desktop' in openers else 'NON'}")
            say(bare.run("passeport", "demo", "--out", "/root/demo").strip().splitlines()[-1])
            bare.run("passeport", "vault", "create", "--vault", VAULT, "--account", "Camille Exemple",
                     "--station", "Mission locale d’Essai-sur-Seine", "--network", "MISSION_LOCALE")  # fmt: skip
            bare.run("passeport", "seed", "--vault", VAULT, "--beneficiaries", "40", "--steps", "6", "--seed", "2026")
            (person,) = found(bare, PERSON)
            lines = len(bare.run("passeport", "vault", "journal", "--vault", VAULT).splitlines())
            before = len(found(bare, "Exemple"))
            work_in_the_window(bare, folder)
            written = bare.run("passeport", "vault", "journal", "--vault", VAULT).splitlines()
            say("journal après la fenêtre :")
            for line in written[: max(1, len(written) - lines)]:
                say(f"  {line}")
            recorded = OUTCOME in outcomes(bare, person)
            say(f"étape retrouvée dans le coffre-fort : {'oui' if recorded else 'NON'}")
            received = len(found(bare, "Exemple")) - before
            say(f"dossiers venus du passeport ouvert de l’extérieur : {received}")
            bare.run("apt-get", "-qq", "purge", "-y", "passeport")
            left = [name for name in ("opt/passeport", "usr/bin/passeport", "usr/share/applications/passeport.desktop",
                                      "usr/share/doc/passeport", "usr/share/mime/packages/passeport.xml")
                    if (bare.root / name).exists() or (bare.root / name).is_symlink()]  # fmt: skip
            kept = (bare.root / VAULT.lstrip("/") / "vault.json").exists()
            say(f"retiré ; restes du paquet : {left or 'aucun'} ; coffre-fort gardé : {'oui' if kept else 'NON'}")
            good = kept and not left and recorded and received == 1 and "passeport.desktop" in openers
            say("tout est comme attendu" if good else "CE N’EST PAS CE QUI ÉTAIT ATTENDU")
            return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
