"""Speak with yaml-language-server as an editor does: the Language Server Protocol over stdin and stdout."""

import json
import os
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path
from queue import Empty, Queue
from types import TracebackType
from typing import Any, Self

HERE = Path(__file__).parent
SERVER = HERE / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
SETTINGS = {"validate": True, "completion": True, "hover": True, "schemaStore": {"enable": False}}
"""What editors set, but for the catalogue of schemas, which is fetched from the network."""
PATIENCE = 60
"""Seconds to wait for an answer: far more than it takes."""

Message = dict[str, Any]


class LanguageServer:
    """A running server, and the editor's side of the conversation."""

    def __init__(self, node: str, root: Path, *, version: str = "1.2") -> None:
        self.settings = {**SETTINGS, "yamlVersion": version}
        self.process = subprocess.Popen(
            [node, str(SERVER), "--stdio"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=root,
        )
        self.asked = self.opened = 0
        self.inbox: Queue[Message | None] = Queue()
        threading.Thread(target=self._read, daemon=True).start()
        self.ask(
            "initialize",
            {
                "processId": os.getpid(),
                "rootUri": root.as_uri(),
                "capabilities": {
                    "workspace": {"configuration": True},
                    "textDocument": {
                        "completion": {
                            "completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]}
                        },
                        "publishDiagnostics": {},
                    },
                },
            },
        )
        self.tell("initialized", {})
        self.tell("workspace/didChangeConfiguration", {"settings": {"yaml": self.settings}})

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self.ask("shutdown", None)
                self.tell("exit", None)
                self.process.wait(PATIENCE)
        finally:
            self.process.kill()
            self.process.wait()
            for stream in (self.process.stdin, self.process.stdout):
                assert stream
                stream.close()

    def diagnostics(self, folder: Path, *texts: str) -> list[list[Message]]:
        """Return what the server says of each of some documents in a folder; it looks at all of them after one pause."""
        opened = [self.open(folder, text) for text in texts]
        found: dict[str, list[Message]] = {}
        while set(opened) - set(found):
            message = self._until(lambda message: message.get("method") == "textDocument/publishDiagnostics")
            found[message["params"]["uri"]] = message["params"]["diagnostics"]
        for uri in opened:
            self.close(uri)
        return [found[uri] for uri in opened]

    def completion(self, folder: Path, text: str) -> dict[str, Message]:
        """Return what is offered at the caret `^`, by label."""
        found = self._at_caret("textDocument/completion", folder, text)
        items = found["items"] if isinstance(found, dict) else found
        return {item["label"]: item for item in items}

    def hover(self, folder: Path, text: str) -> str:
        """Return what is told about the word at the caret `^`."""
        found = self._at_caret("textDocument/hover", folder, text)
        return str(found["contents"]["value"]) if found else ""

    def _at_caret(self, method: str, folder: Path, text: str) -> Any:
        before, _, after = text.partition("^")
        uri = self.open(folder, before + after)
        position = {"line": before.count("\n"), "character": len(before) - before.rfind("\n") - 1}
        found = self.ask(method, {"textDocument": {"uri": uri}, "position": position})
        self.close(uri)
        return found

    def open(self, folder: Path, text: str) -> str:
        """Open a document that nobody opened before, or answers about two texts would be mixed up; return its name."""
        self.opened += 1
        uri = (folder / f"document-{self.opened}.yaml").as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})
        return uri

    def close(self, uri: str) -> None:
        self.tell("textDocument/didClose", {"textDocument": {"uri": uri}})

    def ask(self, method: str, params: Any) -> Any:
        """Send a request and return its result."""
        self.asked += 1
        number = self.asked
        self._send({"id": number, "method": method, "params": params})
        answer = self._until(lambda message: message.get("id") == number and "method" not in message)
        assert "error" not in answer, answer
        return answer["result"]

    def tell(self, method: str, params: Any) -> None:
        """Send a notification."""
        self._send({"method": method, "params": params})

    def _until(self, wanted: Callable[[Message], bool]) -> Message:
        """Return the next message that is wanted; what the server asks meanwhile is answered."""
        while True:
            try:
                message = self.inbox.get(timeout=PATIENCE)
            except Empty:
                raise AssertionError("the language server does not answer") from None
            assert message is not None, "the language server has ended"
            if "method" in message and "id" in message:
                asked = message["method"] == "workspace/configuration"
                result = [self._setting(item) for item in message["params"]["items"]] if asked else None
                self._send({"id": message["id"], "result": result})
            elif wanted(message):
                return message

    def _setting(self, item: Message) -> Any:
        return self.settings if item.get("section") == "yaml" else None

    def _send(self, message: Message) -> None:
        content = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(content), content))
        self.process.stdin.flush()

    def _read(self) -> None:
        """Read messages until the server ends, in a thread of its own."""
        stream = self.process.stdout
        assert stream
        length = 0
        while line := stream.readline():
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
            elif line == b"\r\n":
                self.inbox.put(json.loads(stream.read(length)))
        self.inbox.put(None)
