"""A client of AT-SPI, as a screen reader is one: it finds the window over D-Bus and knows nothing of its code.

Protocol: at-spi2-core 2.46, interfaces `org.a11y.atspi.*`. Each object is the name of a process on the bus and a path.
"""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from jeepney import DBusAddress, HeaderFields, MatchRule, MessageType, Properties, message_bus, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

_ACCESSIBLE, _ACTION, _TEXT = "org.a11y.atspi.Accessible", "org.a11y.atspi.Action", "org.a11y.atspi.EditableText"
_ROOT, _REGISTRY = "/org/a11y/atspi/accessible/root", "org.a11y.atspi.Registry"
_EVENTS = "org.a11y.atspi.Event.Object"
_NEEDED = ("Xvfb", "dbus-daemon")
_LAUNCHER = "/usr/share/dbus-1/services/org.a11y.Bus.service"
_DEEPEST = 40
_PATIENCE = 90.0
"""Seconds."""


class Node(NamedTuple):
    """An object of the window."""

    owner: str
    path: str


def what_is_missing() -> str:
    """Return what this computer lacks to be listened to, empty when it lacks nothing."""
    absent = [name for name in _NEEDED if shutil.which(name) is None]
    return ", ".join([*absent, *([] if Path(_LAUNCHER).exists() else ["at-spi2-core"])])


@contextmanager
def desktop(home: Path) -> Iterator[dict[str, str]]:
    """Start a screen, a session bus and, with it, AT-SPI; the answer is the environment of a program there."""
    with ExitStack() as stack:
        screen = _started(stack, ["Xvfb", "-displayfd", "1", "-screen", "0", "1366x768x24", "-nolisten", "tcp"])
        number = _line(screen)
        environment = {
            **os.environ,
            "DISPLAY": f":{number}",
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(home),
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        }
        bus = _started(stack, ["dbus-daemon", "--session", "--nofork", "--print-address=1"], environment)
        environment["DBUS_SESSION_BUS_ADDRESS"] = _line(bus)
        yield environment


@dataclass
class Listener:
    """Reads and works the window of one process."""

    connection: DBusConnection
    heard: list[str] = field(default_factory=list)
    """What was announced, in order."""

    @classmethod
    def on(cls, environment: dict[str, str]) -> "Listener":
        """Go to the bus of AT-SPI, by way of the session's."""
        session = open_dbus_connection(environment["DBUS_SESSION_BUS_ADDRESS"])
        address = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
        told = session.send_and_get_reply(new_method_call(address, "GetAddress"), timeout=_PATIENCE)
        session.close()
        listener = cls(open_dbus_connection(told.body[0]))
        rule = MatchRule(type="signal", interface=_EVENTS)
        listener.connection.send_and_get_reply(message_bus.AddMatch(rule))
        registry = DBusAddress("/org/a11y/atspi/registry", _REGISTRY, _REGISTRY)
        listener._ask(registry, "RegisterEvent", "s", ("object:announcement",))
        return listener

    def window(self, title: str) -> Node:
        """Wait for the window of an application, and return it."""
        return self.found(Node(_REGISTRY, _ROOT), "frame", title)

    def found(self, root: Node, role: str, name: str) -> Node:
        """Wait for an object that can be seen, by its role (or any) and the beginning of its name or description."""
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            for node in self.walk(root):
                if role in ("", self.role(node)) and any(
                    said.startswith(name) for said in (self.name(node), self.description(node), *self.labels(node))
                ):
                    return node
            time.sleep(0.2)
        pytest.fail(f"nobody could find: {role} « {name} »")

    def walk(self, root: Node, depth: int = 0) -> Iterator[Node]:
        """Go through what can be seen, from the outside in."""
        yield root
        if depth < _DEEPEST:
            for child in self.children(root):
                if depth < 2 or self.is_showing(child):
                    yield from self.walk(child, depth + 1)

    def children(self, node: Node) -> list[Node]:
        """Return what an object holds."""
        return [Node(*child) for child in self._ask(_of(node, _ACCESSIBLE), "GetChildren", "", ())]

    def role(self, node: Node) -> str:
        """Return the role, in English: `push button`, `list item`."""
        return str(self._ask(_of(node, _ACCESSIBLE), "GetRoleName", "", ()))

    def name(self, node: Node) -> str:
        """Return the name."""
        return str(self._property(node, "Name"))

    def description(self, node: Node) -> str:
        """Return the description."""
        return str(self._property(node, "Description"))

    def labels(self, node: Node) -> list[str]:
        """Return the names of what labels it (relation 2, « labelled by »)."""
        relations = self._ask(_of(node, _ACCESSIBLE), "GetRelationSet", "", ())
        return [self.name(Node(*other)) for kind, others in relations for other in others if kind == 2]

    def is_showing(self, node: Node) -> bool:
        """Whether it can be seen (state 25)."""
        states = self._ask(_of(node, _ACCESSIBLE), "GetState", "", ())
        return bool(states) and bool(states[0] >> 25 & 1)

    def write(self, node: Node, words: str) -> None:
        """Write in a field."""
        assert self._ask(_of(node, _TEXT), "SetTextContents", "s", (words,))

    def press(self, node: Node) -> None:
        """Do what an object is for, once it can be used."""
        end = time.monotonic() + _PATIENCE
        while not self._ask(_of(node, _ACTION), "DoAction", "i", (0,)):
            if time.monotonic() > end:
                pytest.fail(f"it could not be pressed: {self.name(node)}")
            time.sleep(0.2)

    def wait_for(self, words: str) -> None:
        """Wait until something with these words is announced."""
        end = time.monotonic() + _PATIENCE
        while not any(words in said for said in self.heard):
            if time.monotonic() > end:
                pytest.fail(f"it was never announced: « {words} », but {self.heard}")
            self.children(Node(_REGISTRY, _ROOT))
            time.sleep(0.2)

    def close(self) -> None:
        """Go."""
        self.connection.close()

    def _property(self, node: Node, name: str) -> Any:
        return self._sent(Properties(_of(node, _ACCESSIBLE)).get(name), ("s", ""))[1]

    def _ask(self, address: DBusAddress, method: str, signature: str, body: tuple[object, ...]) -> Any:
        return self._sent(new_method_call(address, method, signature or None, body), ())

    def _sent(self, message: Any, gone: object) -> Any:
        """Send, and hear what is announced while the answer is awaited; an object that is gone says `gone`."""
        serial = next(self.connection.outgoing_serial)
        self.connection.send(message, serial=serial)
        while True:
            reply = self.connection.receive(timeout=_PATIENCE)
            if reply.header.message_type is MessageType.signal:
                if reply.header.fields.get(HeaderFields.member) == "Announcement":
                    self.heard.append(str(reply.body[3][1]))
            elif reply.header.fields.get(HeaderFields.reply_serial) == serial:
                if reply.header.message_type is MessageType.error:
                    return gone
                return reply.body[0] if reply.body else gone


def _of(node: Node, interface: str) -> DBusAddress:
    return DBusAddress(node.path, node.owner, interface)


def _started(
    stack: ExitStack, command: list[str], environment: dict[str, str] | None = None
) -> "subprocess.Popen[str]":
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, start_new_session=True
    )
    stack.callback(process.wait)
    stack.callback(process.terminate)
    return process


def _line(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    line = process.stdout.readline().strip()
    assert line, "it did not start"
    process.stdout.close()
    return line
