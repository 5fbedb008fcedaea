"""PyYAML's parser in Python, mended where it reads other than libyaml.

Which of the two is there depends on how PyYAML was installed, and a path file must mean the same with both. Where
they part, libyaml is followed: `a:<tab>b` and `[a?b]` are read; `[a:]`, `%WORD` and `"\\uD800"` are not.
"""

from typing import Any, NoReturn

from yaml.events import Event, ScalarEvent
from yaml.parser import Parser, ParserError
from yaml.reader import Reader
from yaml.scanner import Scanner, ScannerError
from yaml.tokens import DirectiveToken, ScalarToken, TagToken

_BREAKS = "\r\n\x85\u2028\u2029"
_BLANKS = " \t" + _BREAKS
_ENDS = "\0" + _BLANKS
_IN_SHORT_TAGS = frozenset(
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_;/?:@&=+$.!~*'()%"
)
_IN_HANDLES = _IN_SHORT_TAGS - frozenset(";/?:@&=+$.!~*'()%")


class PureParser(Reader, Scanner, Parser):
    """Gives the events of a text as libyaml would; only what differs is written here."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)

    def refuse_text(self, doing: str, since: Any, problem: str) -> NoReturn:
        raise ScannerError(doing, since, problem, self.get_mark())

    def take_chars(self, length: int) -> str:
        taken: str = self.prefix(length)
        self.forward(length)
        return taken

    def measure_run(self, chars: str | frozenset[str], start: int = 0) -> int:
        """Return how far from here characters of `chars` go on."""
        length = start
        while self.peek(length) in chars:
            length += 1
        return length

    def scan_break(self) -> str:
        found: str = self.scan_line_break()  # type: ignore[no-untyped-call]
        return found

    def fetch_stream_end(self) -> None:
        """The end of the text ends its last line."""
        if self.column:
            self.line, self.column = self.line + 1, 0
        self.stale_possible_simple_keys()
        super().fetch_stream_end()

    def scan_to_next_token(self) -> None:
        """A tab separates as a space does, except where it would indent."""
        while True:
            self.take_chars(self.measure_run(" \t" if self.flow_level or not self.allow_simple_key else " "))
            if self.peek() == "#":
                while self.peek() not in "\0" + _BREAKS:
                    self.forward()
            if not self.scan_break():
                return
            if not self.flow_level:
                self.allow_simple_key = True

    def scan_plain(self) -> ScalarToken:
        """Text without quotes may hold tabs and `?`."""
        start = end = self.get_mark()
        indent = self.indent + 1
        chunks: list[str] = []
        between: list[str] = []
        while self.peek() != "#" and not self.is_at_separator():
            word = self.scan_plain_word(start)
            if word:
                self.allow_simple_key = False
                chunks += [*between, word]
                end = self.get_mark()
            between = self.scan_plain_blanks(indent, start)
            if not between or (not self.flow_level and self.column < indent):
                break
        return ScalarToken("".join(chunks), True, start, end)

    def is_at_separator(self) -> bool:
        return self.column == 0 and self.prefix(3) in ("---", "...") and self.peek(3) in _ENDS

    def scan_plain_word(self, start: Any) -> str:
        """Return what stands up to the next blank or sign; inside brackets a `:` cannot stand before one."""
        length = 0
        while (char := self.peek(length)) not in _ENDS:
            after = self.peek(length + 1)
            if self.flow_level and char == ":" and after in ",?[]{}":
                self.forward(length)
                self.refuse_text("while scanning a plain scalar", start, "found unexpected ':'")
            if (char == ":" and after in _ENDS) or (self.flow_level and char in ",[]{}"):
                break
            length += 1
        return self.take_chars(length)

    def scan_plain_blanks(self, indent: int, start: Any) -> list[str]:
        """Return what blanks and line breaks between two words come to."""
        blanks = self.take_chars(self.measure_run(" \t"))
        if self.peek() not in _BREAKS:
            return [blanks] if blanks else []
        breaks: list[str] = []
        while self.peek() in _BLANKS:
            if self.peek() in _BREAKS:
                breaks.append(self.scan_break())
                self.allow_simple_key = True
            elif self.peek() == "\t" and self.column < indent:
                self.refuse_text(
                    "while scanning a plain scalar", start, "found a tab character that violates indentation"
                )
            else:
                self.forward()
        if breaks[0] != "\n":
            return breaks
        return breaks[1:] or [" "]

    def scan_flow_scalar_non_spaces(self, double: Any, start_mark: Any) -> list[str]:
        """An escape names neither half a character nor one past the last."""
        try:
            chunks: list[str] = super().scan_flow_scalar_non_spaces(double, start_mark)
        except (ValueError, OverflowError):
            chunks = ["\ud800"]
        if any("\ud800" <= char <= "\udfff" for chunk in chunks for char in chunk):
            self.refuse_text(
                "while parsing a quoted scalar", start_mark, "found invalid Unicode character escape code"
            )
        return chunks

    def scan_block_scalar_indicators(self, start_mark: Any) -> tuple[bool | None, int | None]:
        """A tab or a comment may follow at once."""
        try:
            return super().scan_block_scalar_indicators(start_mark)
        except ScannerError:
            if self.peek() not in "\t#":
                raise
        begun = self.pointer - (self.index - start_mark.index) + 1
        written: str = self.buffer[begun : self.pointer]
        number = written.strip("+-")
        return ("+" in written if number != written else None), int(number) if number else None

    def scan_block_scalar_ignored_line(self, start_mark: Any) -> None:
        self.take_chars(self.measure_run(" \t"))
        super().scan_block_scalar_ignored_line(start_mark)

    def scan_block_scalar_indentation(self) -> tuple[list[Any], int, Any]:
        found = super().scan_block_scalar_indentation()
        self.refuse_tab()
        return found

    def scan_block_scalar_breaks(self, indent: Any) -> tuple[list[Any], Any]:
        found = super().scan_block_scalar_breaks(indent)
        if self.column < indent:
            self.refuse_tab()
        return found

    def refuse_tab(self) -> None:
        """Refuse a tab where spaces say how far in a text stands."""
        if self.peek() == "\t":
            problem = "found a tab character where an indentation space is expected"
            self.refuse_text("while scanning a block scalar", self.get_mark(), problem)

    def scan_directive(self) -> DirectiveToken:
        """A tab separates as a space does."""
        start = self.get_mark()
        self.forward()
        name = self.scan_directive_name(start)
        self.take_chars(self.measure_run(" \t"))
        read = self.scan_yaml_directive_value if name == "YAML" else self.scan_tag_directive_value
        token = DirectiveToken(name, read(start), start, self.get_mark())
        self.scan_directive_ignored_line(start)
        return token

    def scan_directive_name(self, start_mark: Any) -> str:
        """There are two directives and no others."""
        name = self.take_chars(self.measure_run(_IN_HANDLES))
        if name not in ("YAML", "TAG") or self.peek() not in _ENDS:
            self.refuse_text("while scanning a directive", start_mark, "found unknown directive name")
        return name

    def scan_yaml_directive_value(self, start_mark: Any) -> tuple[int, int]:
        """YAML 1.1 and 1.2 are read, and no other; a comment may follow at once."""
        major = self.scan_yaml_directive_number(start_mark)
        if self.peek() != ".":
            self.refuse_text("while scanning a directive", start_mark, "expected a digit or '.'")
        self.forward()
        version = major, self.scan_yaml_directive_number(start_mark)
        if version not in ((1, 1), (1, 2)):
            raise ParserError(None, None, "found incompatible YAML document", start_mark)
        return version

    def scan_tag_directive_value(self, start_mark: Any) -> tuple[str, str]:
        alone = self.prefix(2) == "!\t"
        handle: str = self.take_chars(1) if alone else self.scan_tag_handle("directive", start_mark)  # type: ignore[no-untyped-call]
        if not self.take_chars(self.measure_run(" \t")):
            self.refuse_text("while scanning a directive", start_mark, "expected a blank")
        prefix: str = self.scan_tag_uri("directive", start_mark)
        if self.peek() not in _ENDS:
            self.refuse_text("while scanning a directive", start_mark, "expected a blank or a line break")
        return handle, prefix

    def scan_directive_ignored_line(self, start_mark: Any) -> None:
        self.take_chars(self.measure_run(" \t"))
        super().scan_directive_ignored_line(start_mark)

    def scan_yaml_directive_number(self, start_mark: Any) -> int:
        if self.measure_run("0123456789") > 9:
            self.refuse_text("while scanning a directive", start_mark, "found extremely long version number")
        return super().scan_yaml_directive_number(start_mark)

    def scan_tag(self) -> TagToken:
        start = self.get_mark()
        value = self.scan_long_tag(start) if self.peek(1) == "<" else self.scan_short_tag(start)
        if self.peek() not in _ENDS and not (self.flow_level and self.peek() == ","):
            self.refuse_text("while scanning a tag", start, "did not find expected whitespace or line break")
        return TagToken(value, start, self.get_mark())

    def scan_long_tag(self, start: Any) -> tuple[None, str]:
        self.forward(2)
        uri = self.scan_tag_uri("tag", start)
        if self.peek() != ">":
            self.refuse_text("while scanning a tag", start, "did not find the expected '>'")
        self.forward()
        return None, uri

    def scan_short_tag(self, start: Any) -> tuple[str | None, str]:
        """A short tag ends before a comma or a bracket; its handle is of letters and digits."""
        length = self.measure_run(_IN_HANDLES, 1)
        handle = self.take_chars(length + 1) if self.peek(length) == "!" else self.take_chars(1)
        chunks: list[str] = []
        while self.peek() in _IN_SHORT_TAGS:
            chunks.append(self.scan_uri_escapes("tag", start) if self.peek() == "%" else self.take_chars(1))
        if not chunks and handle != "!":
            self.refuse_text("while parsing a tag", start, "did not find expected tag URI")
        return (handle, "".join(chunks)) if chunks else (None, "!")

    def parse_flow_sequence_entry_mapping_key(self) -> Event:
        """In a list, a `?` without a key is refused: libyaml loses what follows it."""
        event: Event = super().parse_flow_sequence_entry_mapping_key()  # type: ignore[no-untyped-call]
        if event.start_mark is event.end_mark:
            after: Any = self.peek_token()  # type: ignore[no-untyped-call]
            problem = "did not find expected ',' or ']'"
            raise ParserError("while parsing a flow sequence", self.marks[-1], problem, after.start_mark)
        return event

    def process_empty_scalar(self, mark: Any) -> ScalarEvent:
        """In brackets, a value that is not there stands right before what follows."""
        if getattr(self.state, "__name__", "").startswith("parse_flow_"):
            mark = self.peek_token().start_mark  # type: ignore[no-untyped-call]
        return super().process_empty_scalar(mark)
