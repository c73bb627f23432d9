"""A vault stands on a disk of this computer; a network share is refused with its kind, on every system."""

from pathlib import Path, PureWindowsPath

import pytest

from passeport.domain.errors import VaultOnNetwork
from storage import places
from storage.places import linux_share, macos_share, windows_share
from tests import vaults
from tests.people import MISSION_LOCALE

MOUNTS = r"""
22 1 259:2 / / rw,relatime shared:1 - ext4 /dev/nvme0n1p2 rw
30 22 0:26 / /home rw,relatime shared:13 - btrfs /dev/nvme0n1p3 rw,subvol=/home
41 30 0:40 / /home/camille/partage rw,relatime shared:20 - cifs //serveur/partage rw,vers=3.1.1
42 30 0:41 / /home/camille/mes\040documents rw,relatime - nfs4 serveur:/documents rw
43 30 0:42 / /home/camille/distant rw,nosuid - fuse.sshfs camille@serveur:/ rw
44 30 0:43 / /home/camille/chiffre rw,nosuid - fuse.gocryptfs /home/camille/.chiffre rw
45 22 0:44 / /mnt/c rw,noatime - 9p C:\134 rw,aname=drvfs
46 22 0:45 / /media/cle rw,nosuid - fuseblk /dev/sdb1 rw
47 22 0:46 / /srv rw master:3 propagate_from:2 - nfs serveur:/srv rw
48 47 0:47 / /srv rw - ext4 /dev/sdc1 rw
49 22 0:48 / /mnt/hote rw - virtiofs hote rw
a line that is not one
50 22
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/camille/coffre", ""),
        ("/home/camille/partage", "cifs"),
        ("/home/camille/partage/service/coffre", "cifs"),
        ("/home/camille/partage-local/coffre", ""),
        ("/home/camille/mes documents/coffre", "nfs4"),
        ("/home/camille/distant/coffre", "fuse.sshfs"),
        ("/home/camille/chiffre/coffre", ""),
        ("/mnt/c/Users/camille", "9p"),
        ("/media/cle/coffre", ""),
        ("/srv/coffre", ""),  # a disk was mounted over the share
        ("/mnt/hote/coffre", "virtiofs"),
        ("/", ""),
    ],
)
def test_linux_says_it_by_its_mounts(folder: str, kind: str) -> None:
    assert linux_share(Path(folder), MOUNTS) == kind


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        (r"C:\Users\Camille\coffre", ""),
        (r"Z:\service\coffre", "SMB"),
        (r"\\serveur\partage\coffre", "SMB"),
        (r"\\?\UNC\serveur\partage\coffre", "SMB"),
        (r"\\?\C:\Users\Camille\coffre", ""),
    ],
)
def test_windows_says_it_by_the_path_or_by_the_letter(folder: str, kind: str) -> None:
    remote, fixed = 4, 3
    assert windows_share(PureWindowsPath(folder), lambda root: remote if root == "Z:\\" else fixed) == kind


@pytest.mark.parametrize(("flags", "kind"), [(0x1000 | 0x4000, ""), (0x4000, "smbfs")])
def test_macos_says_it_by_the_flags_of_the_mount(flags: int, kind: str) -> None:
    assert macos_share(Path("/Volumes/partage"), lambda _folder: (flags, "smbfs")) == kind


def test_a_vault_is_neither_made_nor_opened_on_a_share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vault = vaults.create(tmp_path / "coffre")
    vault.lock()
    mounts = tmp_path / "mountinfo"
    mounts.write_text(f"9 1 0:1 / {tmp_path.resolve()} rw - nfs4 serveur:/ rw\n", encoding="utf-8")
    monkeypatch.setattr(places, "_MOUNTS", mounts)
    with pytest.raises(VaultOnNetwork) as refused:
        vaults.unlock(vault.path)
    assert refused.value.parameters == {"path": str(vault.path), "kind": "nfs4"}
    with pytest.raises(VaultOnNetwork):
        vaults.keeper().create(
            tmp_path / "dossier" / "autre", account="C", passphrase=vaults.PASSPHRASE, station=MISSION_LOCALE
        )
    assert not (tmp_path / "dossier").exists()
    (tmp_path / "ici").symlink_to(vault.path)
    with pytest.raises(VaultOnNetwork):
        vaults.unlock(tmp_path / "ici")


def test_where_the_system_does_not_say_the_vault_opens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "_MOUNTS", tmp_path / "absent")
    vaults.create(tmp_path / "coffre").lock()
