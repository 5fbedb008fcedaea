"""One sign for each kind of thing, in the terminal and on the page alike (`MARKS` of ipp/render/web/map.js)."""

SIGNS = {"product": "●", "bundle": "▣", "touch": "○", "list": "»"}
ULTIMATE = "★"
