"""The passport as a document beside its peers, all given the same words, the same photograph, the same attachments.

The floor is plain ReportLab (platypus): no tag, no archive, no attachment. Typst is the only peer that makes both
conformances; WeasyPrint makes PDF/UA-1 alone; fpdf2 makes neither. A peer that is not installed is left out.
Run: `make bench` (which installs the peers), or `python benchmarks/bench_document.py`.
"""

import html
import io
import json
import os
import random
import statistics
import string
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import cache, partial
from importlib import resources
from pathlib import Path

from measuring import in_turns, table

_ROOT = Path(__file__).resolve().parent.parent
_FONTS = _ROOT / "resources" / "fonts"
_ROUNDS = 15
_COLD = 5
sys.path.insert(0, str(_ROOT))  # the sample person is the tests'

Content = list[tuple[str, object]]
"""(role, words) of each block, (`Table`, rows of words) of each table, in the order of the document."""


_GIVEN: Path | None = None
"""Where a process of its own finds what it needs, so that it loads nothing but what it makes a document with."""


@cache
def sample():  # noqa: ANN201 - a passport with its photograph
    if _GIVEN is not None:
        from passeport.domain.passport import Passport  # noqa: PLC0415

        return Passport.model_validate_json((_GIVEN / "passport.json").read_bytes())
    from passeport.domain.profile import Picture  # noqa: PLC0415
    from tests import people  # noqa: PLC0415

    photo = resources.files("resources").joinpath("samples", "portrait.png").read_bytes()
    passport = people.ada_passport()
    return passport.evolve(profile=passport.profile.evolve(photo=Picture(media_type="image/png", data=photo)))


def photo() -> bytes:
    if _GIVEN is not None:
        return (_GIVEN / "photo.png").read_bytes()
    return sample().profile.photo.data


@cache
def attachments() -> tuple[bytes, bytes]:
    if _GIVEN is not None:
        return (_GIVEN / "attachment.xml").read_bytes(), (_GIVEN / "passeport.json").read_bytes()
    from exports.europass.candidate_writer import write_candidate  # noqa: PLC0415
    from exports.travel.envelope import write_envelope  # noqa: PLC0415

    return write_candidate(sample()), write_envelope(sample(), None)


@cache
def content() -> Content:
    """Return what our document says, block by block: the peers say the same."""
    if _GIVEN is not None:
        return json.loads((_GIVEN / "content.json").read_text(encoding="utf-8"))
    from exports.document.layout import pages  # noqa: PLC0415
    from exports.document.layout.paragraph import Paragraph  # noqa: PLC0415
    from exports.document.layout.table import Table  # noqa: PLC0415
    from exports.document.passport import frame  # noqa: PLC0415
    from exports.document.passport.document import write_pdf  # noqa: PLC0415

    found: Content = []

    def words(paragraph: Paragraph) -> str:
        return "".join(part.original for line in paragraph.lines(482) for part in line.parts).replace("\u00ad", "")

    def watched(story, *others, **named):  # noqa: ANN001, ANN002, ANN003, ANN202
        for block in story:
            if isinstance(block, Table):
                rows = [block._head, *block._rows]  # noqa: SLF001 - looked at from outside
                found.append(("Table", [[words(cell) for cell in row.cells] for row in rows]))
            for inside in [block] if isinstance(block, Paragraph) else getattr(block, "_lines", []):
                found.append((inside.node.role, words(inside)))
        return drawn(story, *others, **named)

    drawn, frame.draw_pages = pages.draw_pages, watched
    write_pdf(sample(), *attachments())
    frame.draw_pages = drawn
    return found


def ours(passport=None) -> bytes:  # noqa: ANN001
    from exports.document.passport.document import write_pdf  # noqa: PLC0415

    return write_pdf(passport or sample(), *attachments())


def another():  # noqa: ANN201 - each time another person: what was measured or decoded for the last one is of no use
    """Return the passport with a new word in its texts, and another file for its photograph."""
    passport, mark = sample(), new_word()
    profile = passport.profile
    return passport.evolve(
        identity=passport.identity.evolve(given_names=f"{passport.identity.given_names} {mark}"),
        profile=profile.evolve(
            photo=profile.photo.evolve(data=profile.photo.data + mark.encode()),
            experiences=tuple(one.evolve(position=f"{one.position} {mark}") for one in profile.experiences),
            education=tuple(one.evolve(qualification=f"{one.qualification} {mark}") for one in profile.education),
        ),
    )


def new_word() -> str:
    return "".join(random.choices(string.ascii_lowercase, k=9))


def platypus() -> bytes:
    from reportlab.lib.styles import ParagraphStyle  # noqa: PLC0415
    from reportlab.platypus import Image, Paragraph, SimpleDocTemplate  # noqa: PLC0415
    from reportlab.platypus import Table as Grid  # noqa: PLC0415

    _register()
    plain = ParagraphStyle("p", fontName="NotoSans", fontSize=9.5, leading=12.8, spaceAfter=3)
    heads = {
        "H1": ParagraphStyle("h1", parent=plain, fontName="NotoSans-Bold", fontSize=21, leading=28),
        "H2": ParagraphStyle("h2", parent=plain, fontName="NotoSans-Bold", fontSize=12.5, leading=17, keepWithNext=1),
        "H3": ParagraphStyle("h3", parent=plain, fontName="NotoSans-Bold", keepWithNext=1),
    }
    story = [Image(io.BytesIO(photo()), 60, 75)]
    for role, said in content():
        if role == "Table":
            cells = [[Paragraph(html.escape(cell), plain) for cell in row] for row in said]
            story.append(Grid(cells, repeatRows=1, style=[("GRID", (0, 0), (-1, -1), 0.5, "#B9C2D0")]))
        else:
            story.append(Paragraph(html.escape(said), heads.get(role, plain)))
    file = io.BytesIO()

    def foot(canvas, document):  # noqa: ANN001, ANN202
        canvas.setFont("NotoSans", 7.5)
        canvas.drawString(51, 40, f"Passeport – page {document.page}")

    SimpleDocTemplate(file, leftMargin=51, rightMargin=51).build(story, onFirstPage=foot, onLaterPages=foot)
    return file.getvalue()


@cache
def _register() -> None:
    from reportlab.pdfbase import pdfmetrics  # noqa: PLC0415
    from reportlab.pdfbase.ttfonts import TTFont  # noqa: PLC0415

    for name, file in (("NotoSans", "NotoSans-Regular.ttf"), ("NotoSans-Bold", "NotoSans-Bold.ttf")):
        pdfmetrics.registerFont(TTFont(name, str(_FONTS / file)))


def fpdf2() -> bytes:
    from fpdf import FPDF  # noqa: PLC0415

    pdf = FPDF(format="A4", unit="pt")
    pdf.set_margin(51)
    pdf.set_lang("fr")
    pdf.add_font("Noto", "", str(_FONTS / "NotoSans-Regular.ttf"))
    pdf.add_font("Noto", "B", str(_FONTS / "NotoSans-Bold.ttf"))
    pdf.add_page()
    pdf.image(io.BytesIO(photo()), w=60)
    sizes = {"H1": 21, "H2": 12.5}
    for role, said in content():
        pdf.set_font("Noto", "B" if role.startswith("H") else "", sizes.get(role, 9.5))
        if role == "Table":
            with pdf.table() as grid:
                for row in said:
                    grid.row(row)
        else:
            pdf.multi_cell(0, None, said, new_x="LMARGIN", new_y="NEXT")
    for name, data in zip(("attachment.xml", "passeport.json"), attachments(), strict=True):
        file = Path(tempfile.gettempdir()) / name
        file.write_bytes(data)
        pdf.embed_file(str(file))
    return bytes(pdf.output())


def weasyprint() -> bytes:
    from weasyprint import HTML, Attachment  # noqa: PLC0415

    tags = {"H1": "h1", "H2": "h2", "H3": "h3"}
    parts = []
    for role, said in content():
        if role == "Table":
            head, *rows = ["".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in said]
            body = "".join(f"<tr>{row}</tr>" for row in rows)
            parts.append(f"<table><thead><tr>{head.replace('td>', 'th>')}</tr></thead><tbody>{body}</tbody></table>")
        else:
            tag = tags.get(role, "p")
            parts.append(f"<{tag}>{html.escape(said)}</{tag}>")
    import base64  # noqa: PLC0415

    picture = base64.b64encode(photo()).decode()
    style = (
        f"@font-face{{font-family:N;src:url(file://{_FONTS}/NotoSans-Regular.ttf)}}"
        f"@font-face{{font-family:N;font-weight:bold;src:url(file://{_FONTS}/NotoSans-Bold.ttf)}}"
        "@page{size:A4;margin:18mm;@bottom-left{content:'page ' counter(page) ' sur ' counter(pages)}}"
        "body{font:9.5pt/1.35 N}h1{font-size:21pt}h2{font-size:12.5pt;border-bottom:1px solid}"
    )
    page = (
        f"<html lang=fr><title>Passeport</title><style>{style}</style><body>"
        f"<img alt=Photo width=60 src='data:image/png;base64,{picture}'>{''.join(parts)}</body></html>"
    )
    files = [Attachment(string=data.decode(), name=str(number)) for number, data in enumerate(attachments())]
    return HTML(string=page).write_pdf(pdf_variant="pdf/ua-1", attachments=files)


def typst(source=None) -> bytes:  # noqa: ANN001
    import typst as compiler  # noqa: PLC0415

    folder = _typst_folder()
    return compiler.compile(
        str(source or another_source()),
        root=str(folder),
        font_paths=[str(_FONTS)],
        ignore_system_fonts=True,
        pdf_standards=["a-3a", "ua-1"],
    )


def another_source() -> Path:
    """Return the text with a new word in each paragraph, and another photograph: it remembers what it laid out."""
    folder, mark = _typst_folder(), new_word()
    source = (folder / "main.typ").read_text(encoding="utf-8")
    (folder / "this.typ").write_text(source.replace(_MARK, f" {mark}"), encoding="utf-8")
    (folder / "photo.png").write_bytes(photo() + mark.encode())
    return folder / "this.typ"


_MARK = " ~"
"""Stands for what differs from a document to the next."""


@cache
def _typst_folder() -> Path:
    folder = Path(tempfile.mkdtemp())
    (folder / "photo.png").write_bytes(photo())
    for name, data in zip(("attachment.xml", "passeport.json"), attachments(), strict=True):
        (folder / name).write_bytes(data)

    def escaped(said: str) -> str:
        return json.dumps(said, ensure_ascii=False)

    lines = [
        '#set document(title: "Passeport")',
        '#set text(lang: "fr", font: "Noto Sans", size: 9.5pt)',
        '#set page(paper: "a4", margin: 18mm)',
        "#set page(footer: context [page #counter(page).display() sur #counter(page).final().at(0)])",
        '#pdf.attach("attachment.xml", relationship: "data", mime-type: "text/xml", description: "Europass")',
        '#pdf.attach("passeport.json", relationship: "source", mime-type: "application/json", description: "Données")',
        '#image("photo.png", width: 60pt, alt: "Photo")',
    ]
    for role, said in content():
        if role == "Table":
            head, *rows = [", ".join(f"text({escaped(cell)})" for cell in row) for row in said]
            lines.append(f"#table(columns: {len(said[0])}, table.header({head}), {', '.join(rows)})")
        elif role.startswith("H"):
            lines.append(f"#heading(level: {role[1]}, text({escaped(said)}))")
        else:
            lines.append(f"#par(text({escaped(said + _MARK)}))")
    (folder / "main.typ").write_text("\n".join(lines), encoding="utf-8")
    return folder


SUBJECTS: dict[str, tuple[str, Callable[..., bytes]]] = {
    "platypus": ("ReportLab platypus, plain", platypus),
    "ours": ("Passeport: PDF/A-3a and PDF/UA-1", ours),
    "typst": ("Typst: PDF/A-3a and PDF/UA-1", typst),
    "fpdf2": ("fpdf2, plain", fpdf2),
    "weasyprint": ("WeasyPrint: PDF/UA-1", weasyprint),
}


def _timed(name: str) -> float:
    make = SUBJECTS[name][1]
    given = OTHERS[name]() if name in OTHERS else None
    begun, processor = time.perf_counter(), time.process_time()
    make(given) if given is not None else make()
    PROCESSOR.setdefault(name, []).append((time.process_time() - processor) * 1000)
    return (time.perf_counter() - begun) * 1000


OTHERS = {"ours": another, "typst": another_source}
"""What makes another person for those that remember the last; that is not counted."""


PROCESSOR: dict[str, list[float]] = {}
"""Milliseconds of processor of each document, of all cores: what other work on the machine disturbs less."""


def _cold(name: str, folder: Path) -> tuple[float, float]:
    """Return milliseconds and mebibytes of one document made by a new process that is given the words ready."""
    begun = time.perf_counter()
    command = [sys.executable, __file__, "--one", name, str(folder)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return (time.perf_counter() - begun) * 1000, float(said.split()[-1])


def _peak() -> float:
    """Return the most memory that this process had, in mebibytes (Linux)."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def _batch() -> str:
    """Return how many passports a second one process and all cores lay out, closed by a passphrase."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415

    from exports.travel.batch import ClosedPassports  # noqa: PLC0415

    class Key:
        _key = Ed25519PrivateKey.generate()
        public_key = _key.public_key().public_bytes_raw()

        def sign(self, message: bytes) -> bytes:
            return self._key.sign(message)

    speeds = []
    for workers in (1, os.cpu_count() or 1):
        writer = ClosedPassports(workers)
        many = writer.write_all([sample()] * 200, Key(), "phrase de passe de mesure")
        next(many)  # the processes have started
        begun = time.perf_counter()
        done = sum(1 for _ in many)
        speeds.append(done / (time.perf_counter() - begun))
    one, all_ = speeds
    return f"Batch: {one:.0f} a second by one process, {all_:.0f} by {os.cpu_count()}: {all_ / one:.2f} times."


def main() -> None:
    made = {}
    for name, (_, make) in SUBJECTS.items():
        try:
            made[name] = len(make())
        except ImportError:
            print(f"{name} is not installed: left out (make bench installs it)")
    warm = in_turns({name: partial(_timed, name) for name in made}, _ROUNDS)
    folder = Path(tempfile.mkdtemp())
    (folder / "content.json").write_text(json.dumps(content()), encoding="utf-8")
    (folder / "passport.json").write_text(sample().model_dump_json(), encoding="utf-8")
    (folder / "photo.png").write_bytes(photo())
    for name, data in zip(("attachment.xml", "passeport.json"), attachments(), strict=True):
        (folder / name).write_bytes(data)
    cold = {name: [_cold(name, folder) for _ in range(_COLD)] for name in made}
    floor = statistics.median(warm["platypus"])
    rows = []
    for name, size in made.items():
        median = statistics.median(warm[name])
        milliseconds = statistics.median(one[0] for one in cold[name])
        memory = statistics.median(one[1] for one in cold[name])
        rows.append(
            [
                SUBJECTS[name][0],
                f"{median:.1f} ms",
                f"{median / floor:.2f}",
                f"{statistics.median(PROCESSOR[name]):.1f} ms",
                f"{milliseconds:.0f} ms",
                f"{memory:.0f} MiB",
                f"{size / 1000:.0f} KB",
            ]
        )
    print(table(["", "warm, median", "ratio", "processor", "cold process", "peak memory", "file"], rows))
    print(_batch())


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        _GIVEN = Path(sys.argv[3])
        SUBJECTS[sys.argv[2]][1]()
        print(_peak())
    else:
        main()
