"""PyYAML's parser in Python, mended where it reads other than libyaml.

One of the two is taken by what happens to be installed, and a path file must mean the same with both. Where they
part, libyaml is followed: `a:<tab>b` and `[a?b]` are read, `[a:]` and `"\\uD800"` are not.
"""

from typing import Any

from yaml.events import Event
from yaml.parser import Parser, ParserError
from yaml.reader import Reader
from yaml.scanner import Scanner, ScannerError
from yaml.tokens import FlowSequenceEndToken, ScalarToken, TagToken

_BREAKS = "\r\n\x85\u2028\u2029"
_BLANKS = " \t" + _BREAKS
_ENDS = "\0" + _BLANKS


class PureParser(Reader, Scanner, Parser):
    """Gives the events of a text as libyaml would."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)

    def skip(self, chars: str) -> str:
        """Go past all `chars` that stand here, and return them."""
        length = 0
        while self.peek(length) in chars:
            length += 1
        passed: str = self.prefix(length)
        self.forward(length)
        return passed

    def scan_to_next_token(self) -> None:
        """A tab separates as a space does, except where it would indent."""
        while True:
            self.skip(" \t" if self.flow_level or not self.allow_simple_key else " ")
            if self.peek() == "#":
                self.skip_comment()
            if not self.scan_line_break():
                return
            if not self.flow_level:
                self.allow_simple_key = True

    def skip_comment(self) -> None:
        while self.peek() not in "\0" + _BREAKS:
            self.forward()

    def scan_plain(self) -> ScalarToken:
        """Text without quotes: may hold tabs and `?`, and no `:` before a bracket inside brackets."""
        start = end = self.get_mark()
        indent = self.indent + 1
        chunks: list[str] = []
        between: list[str] = []
        while self.peek() != "#" and not self.at_separator():
            word = self.scan_plain_word(start)
            if word:
                self.allow_simple_key = False
                chunks += [*between, word]
                end = self.get_mark()
            between = self.scan_plain_blanks(indent, start)
            if not between or (not self.flow_level and self.column < indent):
                break
        return ScalarToken("".join(chunks), True, start, end)

    def at_separator(self) -> bool:
        return self.column == 0 and self.prefix(3) in ("---", "...") and self.peek(3) in _ENDS

    def scan_plain_word(self, start: Any) -> str:
        length = 0
        while (char := self.peek(length)) not in _ENDS:
            after = self.peek(length + 1)
            if self.flow_level and char == ":" and after in ",?[]{}":
                self.forward(length)
                raise ScannerError(
                    "while scanning a plain scalar", start, "found unexpected ':'", self.get_mark()
                )
            if (char == ":" and after in _ENDS) or (self.flow_level and char in ",[]{}"):
                break
            length += 1
        word: str = self.prefix(length)
        self.forward(length)
        return word

    def scan_plain_blanks(self, indent: int, start: Any) -> list[str]:
        """Return what blanks and line breaks between two words of a plain text come to."""
        blanks = self.skip(" \t")
        if self.peek() not in _BREAKS:
            return [blanks] if blanks else []
        breaks: list[str] = []
        while self.peek() in _BLANKS:
            if self.peek() in _BREAKS:
                breaks.append(self.scan_line_break())
                self.allow_simple_key = True
            elif self.peek() == "\t" and self.column < indent:
                raise ScannerError(
                    "while scanning a plain scalar",
                    start,
                    "found a tab character that violates indentation",
                    self.get_mark(),
                )
            else:
                self.forward()
        if breaks[0] != "\n":
            return breaks
        return breaks[1:] or [" "]

    def scan_flow_scalar_non_spaces(self, double: Any, start_mark: Any) -> list[str]:
        """An escape cannot name a surrogate, nor a character past the last one."""
        try:
            chunks: list[str] = super().scan_flow_scalar_non_spaces(double, start_mark)
        except (ValueError, OverflowError):
            chunks = ["\ud800"]
        if any("\ud800" <= char <= "\udfff" for chunk in chunks for char in chunk):
            raise ScannerError(
                "while parsing a quoted scalar",
                start_mark,
                "found invalid Unicode character escape code",
                self.get_mark(),
            )
        return chunks

    def scan_block_scalar_ignored_line(self, start_mark: Any) -> None:
        """A tab may follow the `|` as a space may."""
        self.skip(" \t")
        super().scan_block_scalar_ignored_line(start_mark)

    def scan_block_scalar_indicators(self, start_mark: Any) -> tuple[bool | None, int | None]:
        """A tab or a comment may follow at once."""
        try:
            return super().scan_block_scalar_indicators(start_mark)
        except ScannerError:
            if self.peek() not in "\t#":
                raise
        begun = self.index - start_mark.index - 1
        written = self.buffer[self.pointer - begun : self.pointer]
        number = written.strip("+-")
        return ("+" in written if number != written else None), int(number) if number else None

    def scan_directive_name(self, start_mark: Any) -> str:
        """There are two directives, and libyaml knows no others."""
        name: str = super().scan_directive_name(start_mark)
        if name not in ("YAML", "TAG"):
            raise ScannerError(
                "while scanning a directive", start_mark, "found unknown directive name", self.get_mark()
            )
        return name

    def scan_yaml_directive_number(self, start_mark: Any) -> int:
        if self.prefix(10).isdecimal():
            raise ScannerError(
                "while scanning a directive",
                start_mark,
                "found extremely long version number",
                self.get_mark(),
            )
        return super().scan_yaml_directive_number(start_mark)

    def scan_yaml_directive_value(self, start_mark: Any) -> tuple[int, int]:
        """YAML 1.1 and 1.2 are read, and no other."""
        version = super().scan_yaml_directive_value(start_mark)
        if version not in ((1, 1), (1, 2)):
            raise ParserError(None, None, "found incompatible YAML document", start_mark)
        return version

    def scan_tag(self) -> TagToken:
        """A short tag ends before a comma; its handle is of letters and digits."""
        if self.peek(1) == "<":
            return super().scan_tag()
        start = self.get_mark()
        length = 1
        while self.peek(length).isascii() and (self.peek(length).isalnum() or self.peek(length) in "-_"):
            length += 1
        has_handle = self.peek(length) == "!"
        handle: str = self.prefix(length + 1) if has_handle else "!"
        self.forward(len(handle))
        suffix = self.scan_short_uri(start)
        if not suffix and has_handle:
            raise ScannerError("while parsing a tag", start, "did not find expected tag URI", self.get_mark())
        if self.peek() not in _ENDS and not (self.flow_level and self.peek() == ","):
            raise ScannerError(
                "while scanning a tag",
                start,
                "did not find expected whitespace or line break",
                self.get_mark(),
            )
        value = (handle, suffix) if suffix else (None, "!")
        return TagToken(value, start, self.get_mark())

    def scan_short_uri(self, start: Any) -> str:
        chunks: list[str] = []
        while (char := self.peek()).isascii() and (char.isalnum() or char in "-;/?:@&=+$_.!~*'()%"):
            if char == "%":
                chunks.append(self.scan_uri_escapes("tag", start))
            else:
                chunks.append(char)
                self.forward()
        return "".join(chunks)

    def parse_flow_sequence_entry_mapping_key(self) -> Event:
        """A list cannot end in a lone `?`."""
        event: Event = super().parse_flow_sequence_entry_mapping_key()
        if self.check_token(FlowSequenceEndToken) and event.start_mark is event.end_mark:
            raise ParserError(
                "while parsing a flow sequence",
                self.marks[-1],
                "did not find expected ',' or ']'",
                self.peek_token().start_mark,
            )
        return event

    def process_empty_scalar(self, mark: Any) -> Event:
        """In brackets, a value that is not there stands before what follows."""
        state: Any = self.state
        if state.__name__.startswith("parse_flow_"):
            mark = self.peek_token().start_mark
        return super().process_empty_scalar(mark)
