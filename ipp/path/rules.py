"""The rules that reading a path file can break, beyond YAML itself."""

from ipp.text.finding import Rule

UNKNOWN_KEY = Rule("IPP003", "unknown-key", "error")
WRONG_TYPE = Rule("IPP004", "wrong-type", "error")
BAD_VALUE = Rule("IPP005", "bad-value", "error")
MISSING_KEY = Rule("IPP006", "missing-key", "error")
UNSUPPORTED_VERSION = Rule("IPP007", "unsupported-version", "error")
UNKNOWN_NAME = Rule("IPP101", "unknown-name", "error")
DUPLICATE_NAME = Rule("IPP102", "duplicate-name", "error")
DUPLICATE_SKU = Rule("IPP104", "duplicate-sku", "error")
