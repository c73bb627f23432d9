"""What the command line says: results on standard output, everything else on standard error, in French."""

import contextlib
import io
import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import NoReturn

import typer
from pydantic import JsonValue

from passeport.domain.errors import Cancelled, PasseportError, StoreUnusable
from passeport.language.messages import UNEXPECTED, sentence
from passeport.language.typography import typeset

USAGE = 2
"""Exit code of a wrong use."""
_LINES_OF_PROGRESS = 10


def say(text: str = "") -> None:
    """Write a line of result."""
    typer.echo(typeset(text))


def remark(text: str) -> None:
    """Write a line beside the result: what happens, what to do next."""
    typer.echo(typeset(text), err=True)


def write_json(value: Mapping[str, JsonValue] | Sequence[JsonValue], *, err: bool = False) -> None:
    """Write a JSON document."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2), err=err)


def write_json_line(value: Mapping[str, JsonValue]) -> None:
    """Write a JSON document on one line, where one follows another."""
    typer.echo(json.dumps(value, ensure_ascii=False))


def refusal(error: PasseportError) -> dict[str, JsonValue]:
    """Return an error as JSON: its type, its sentence, its parameters, the exit code."""
    return {
        "error": type(error).__name__,
        "message": sentence(error),
        "parameters": dict(error.parameters),
        "exit_code": error.exit_code,
    }


@contextlib.contextmanager
def told_as_json(*, wanted: bool, err: bool = False) -> Iterator[None]:
    """Tell a refusal as JSON too when it is `wanted`; on standard error, the JSON then stands alone."""
    try:
        yield
    except PasseportError as error:
        if wanted:
            write_json(refusal(error), err=err)
            if err:
                raise typer.Exit(error.exit_code) from None
        raise


def misused(text: str) -> NoReturn:
    """Say that the command was not called as it should be, and leave."""
    remark(text)
    raise typer.Exit(USAGE)


def cancelled() -> int:
    """Say that the user stopped the command; return the exit code."""
    remark(sentence(Cancelled()))
    return Cancelled.exit_code


def cancelled_half_way(*, anything_done: bool) -> int:
    """Say that the user stopped a command that keeps what it has done; return the exit code."""
    kept = "ce qui est enregistré le reste" if anything_done else "rien n’est enregistré"
    remark(f"Arrêté à votre demande : {kept}. Relancez la même commande pour continuer.")
    return Cancelled.exit_code


def tell_progress(done: int, total: int) -> None:
    """Say how far a long command is: on one line of a terminal, ten times in all elsewhere."""
    if sys.stderr.isatty():
        typer.echo(f"\r{done} / {total}", err=True, nl=done == total)
    elif done * _LINES_OF_PROGRESS // total != (done - 1) * _LINES_OF_PROGRESS // total:
        remark(f"{done} / {total}")


def pipe_closed() -> int:
    """Write nothing more to a reader that has left (`passeport check … | head`); return the exit code."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def prepare() -> None:
    """Let every character through, as a question mark where the terminal has none for it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def surprise(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Say that something unforeseen happened, and where in the program; never what people had typed."""
    del error
    place = ""
    while trace is not None:
        place = f"{Path(trace.tb_frame.f_code.co_filename).name}, ligne {trace.tb_lineno}"
        trace = trace.tb_next
    remark(f"{UNEXPECTED} ({kind.__name__} ; {place})")
    raise SystemExit(StoreUnusable.exit_code)
