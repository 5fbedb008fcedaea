"""One sign for each kind of thing, in the terminal and on the page alike (`MARKS` of ipp/render/web/page/parts.js)."""

SIGNS = {"product": "●", "bundle": "▣", "touch": "○", "list": "»"}
ULTIMATE = "★"
