"""Say where two builds of the same commit differ, file by file.

Usage: python installer/compare.py FOLDER FOLDER

The exit status is 0 when every file is in both with the same bytes, 1 otherwise.
"""

import hashlib
import sys
from pathlib import Path


def digests(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of each file, or where a link leads, by its path inside the folder."""
    return {
        str(path.relative_to(folder)): f"-> {path.readlink()}"
        if path.is_symlink()
        else hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_symlink() or path.is_file()
    }


def main(arguments: list[str]) -> int:
    """Compare, and name each difference."""
    try:
        one, other = arguments
    except ValueError:
        print("usage : compare.py DOSSIER DOSSIER", file=sys.stderr)
        return 2
    first, second = digests(Path(one)), digests(Path(other))
    different = [name for name in sorted(first.keys() | second.keys()) if first.get(name) != second.get(name)]
    for name in different:
        where = (
            "dans les deux"
            if name in first and name in second
            else f"seulement dans {other if name in second else one}"
        )
        print(f"{name} ({where})")
    print(f"{len(first)} fichiers, {len(different)} différents")
    return bool(different)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
