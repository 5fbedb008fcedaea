"""A second reader of catalogues, written from the public documentation of the platforms alone: products, codes, prices.

It knows nothing of ipp. A product is (title, the codes of its variants, the lowest price above 0); where variants cost differently beyond size
and colour, today and without a sale, each group of them is a product.
"""

import csv
import gzip
import html
import itertools
from collections import defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path

Found = dict[tuple[str, frozenset[str]], Decimal | None]
Variant = tuple[str, Decimal | None, Decimal | None, dict[str, str]]
Line = dict[str, str]
LOOKS = {"size", "color", "colour"}


def read_lines(text: str, delimiter: str = ",") -> list[Line]:
    return [
        {key.strip(): (value or "").strip() for key, value in line.items() if key is not None}
        for line in csv.DictReader(text.splitlines(keepends=True), delimiter=delimiter)
    ]


def read_file(file: Path) -> str:
    content = file.read_bytes()
    return (gzip.decompress(content) if file.suffix == ".gz" else content).decode("utf-8-sig")


def amount(text: str) -> Decimal | None:
    text = text.replace(" €", "").replace("$", "")
    if "," in text and "." in text:
        point = max(text.rfind(","), text.rfind("."))
        text = text[:point].replace(",", "").replace(".", "") + "." + text[point + 1 :]
    text = text.replace(",", ".")
    return Decimal(text) if text else None


def title(text: str) -> str:
    return " ".join(html.unescape(text).split())


def group(name: str, variants: list[Variant]) -> Found:
    """`variants`: code, price, price without a sale, options."""
    groups = defaultdict(list)
    prices = defaultdict(set)
    for each in variants:
        other = tuple(value for option, value in each[3].items() if not LOOKS & set(option.lower().split()))
        looks = tuple(value for option, value in each[3].items() if LOOKS & set(option.lower().split()))
        groups[other].append(each)
        prices[looks].add((other, each[1], each[2]))
    shared = [each for each in prices.values() if len({other for other, *_ in each}) > 1]
    every = {(other, lowest(its), lowest_usual(its)) for other, its in groups.items()}
    differ = any(
        one[1] != two[1] and one[2] != two[2]
        for each in shared or [every]
        for one, two in itertools.combinations(each, 2)
    )
    if len(groups) == 1 or not differ:
        return {(name, codes(variants)): lowest(variants)}
    return {(f"{name} - {' / '.join(other)}", codes(its)): lowest(its) for other, its in groups.items()}


def codes(variants: list[Variant]) -> frozenset[str]:
    return frozenset(code for code, *_ in variants if code)


def lowest_usual(variants: list[Variant]) -> Decimal | None:
    return lowest([(code, usual, usual, options) for code, _, usual, options in variants])


def lowest(variants: list[Variant]) -> Decimal | None:
    known = [price for _, price, *_ in variants if price is not None]
    return min([price for price in known if price] or known, default=None)


def read_shopify(text: str) -> Found:
    found: Found = {}
    by_handle = defaultdict(list)
    for line in read_lines(text):
        by_handle[line["Handle"]].append(line)
    for lines in by_handle.values():
        first = lines[0]
        if first["Gift Card"] == "true":
            continue
        variants = []
        for line in lines:
            if line["Variant Price"]:
                options = {
                    first[f"Option{n} Name"]: line[f"Option{n} Value"]
                    for n in (1, 2)
                    if line[f"Option{n} Value"] != "Default Title" and line[f"Option{n} Value"]
                }
                price, before = amount(line["Variant Price"]), amount(line["Variant Compare At Price"])
                variants.append(
                    (
                        line["Variant SKU"],
                        price,
                        before if before and price is not None and before > price else price,
                        options,
                    )
                )
        found |= group(title(first["Title"]), variants)
    return found


def read_woocommerce(text: str, today: date) -> Found:
    lines, found = read_lines(text), Found()

    def price(line: Line) -> tuple[Decimal | None, Decimal | None]:
        regular, sale = amount(line["Regular price"]), amount(line["Sale price"])
        begins, ends = (
            line["Date sale price starts"] or "0001-01-01",
            line["Date sale price ends"] or "9999-12-31",
        )
        return (sale if sale is not None and begins <= today.isoformat() <= ends else regular), regular

    own = {line["SKU"]: line for line in lines} | {f"id:{line['ID']}": line for line in lines}
    for line in lines:
        kinds = line["Type"].split(", ")
        if "variation" in kinds:
            continue
        children = [each for each in lines if "variation" in each["Type"] and own.get(each["Parent"]) is line]
        variants = [
            (
                each["SKU"],
                *price(each),
                {
                    each[f"Attribute {n} name"]: each[f"Attribute {n} value(s)"]
                    for n in (1, 2)
                    if each[f"Attribute {n} value(s)"]
                },
            )
            for each in children or [line]
        ]
        if "grouped" in kinds:
            parts = [amount(str(price(own[code.strip()])[0])) for code in line["Grouped products"].split(",")]
            variants = [(line["SKU"], sum((each for each in parts if each), Decimal(0)), None, {})]
        found |= group(title(line["Name"]), variants)
    return found


def read_magento(text: str, today: date) -> Found:
    lines = [line for line in read_lines(text) if not line["store_view_code"]]
    own, found = {line["sku"]: line for line in lines}, Found()

    def pairs(written: str) -> Line:
        return dict(each.split("=", 1) for each in written.split(",") if "=" in each)

    def day(written: str, other: date) -> date:
        if not written:
            return other
        month, number, year = map(int, written.split("/"))
        return date(2000 + year, month, number)

    def price(line: Line) -> tuple[Decimal | None, Decimal | None]:
        regular, special = amount(line["price"]), amount(line["special_price"])
        holds = (
            day(line["special_price_from_date"], date.min)
            <= today
            <= day(line["special_price_to_date"], date.max)
        )
        return (special if special is not None and holds else regular), regular

    variations = {
        line["sku"]: [pairs(each) for each in line.get("configurable_variations", "").split("|") if each]
        for line in lines
    }
    inner = {each["sku"] for its in variations.values() for each in its}
    for line in lines:
        if line["sku"] in inner:
            continue
        variants: list[Variant] = [(line["sku"], *price(line), {})]
        if its := variations[line["sku"]]:
            variants = [
                (
                    each["sku"],
                    *price(own[each["sku"]]),
                    {key: value for key, value in each.items() if key != "sku"},
                )
                for each in its
            ]
        if line["product_type"] == "grouped":
            parts = pairs(line["associated_skus"])
            cost = sum(
                (price(own[sku])[0] or Decimal(0)) * int(Decimal(number)) for sku, number in parts.items()
            )
            variants = [(line["sku"], Decimal(cost), None, {})]
        if line["product_type"] == "bundle":
            chosen = {
                each["name"]: each
                for each in reversed(list(map(pairs, line["bundle_values"].split("|"))))
                if each["required"] == "1"
            }
            chosen |= {
                each["name"]: each
                for each in map(pairs, line["bundle_values"].split("|"))
                if each["required"] == "1" and each["default"] == "1"
            }
            base = price(line)[0] or Decimal(0)
            if line["bundle_price_type"] == "dynamic":
                cost = sum(
                    (price(own[each["sku"]])[0] or Decimal(0)) * int(Decimal(each["default_qty"]))
                    for each in chosen.values()
                )
            else:
                cost = base + sum(
                    Decimal(each["price"])
                    * (base / 100 if each["price_type"] == "percent" else 1)
                    * int(Decimal(each["default_qty"]))
                    for each in chosen.values()
                )
            variants = [(line["sku"], Decimal(cost), None, {})]
        found |= group(title(line["name"]), variants)
    return found


def read_prestashop(products: str, combinations: str, today: date, delimiter: str) -> Found:
    found: Found = {}
    impacts = defaultdict(list)
    for line in read_lines(combinations, delimiter):
        names = line["Attribute (Name:Type:Position)*"].replace(",", ";").split(";")
        values = line["Value (Value:Position)*"].replace(",", ";").split(";")
        options = {
            name.split(":")[0].strip(): value.rsplit(":", 1)[0].strip()
            for name, value in zip(names, values, strict=True)
        }
        impacts[line["Product ID*"]].append((line["Reference"], Decimal(line["Impact on price"]), options))
    for line in read_lines(products, delimiter):
        regular = amount(line["Price tax excluded or Price tax included"])
        assert regular is not None
        off, percent = amount(line["Discount amount"]), amount(line["Discount percent"])
        begins, ends = line["Discount from (yyyy-mm-dd)"], line["Discount to (yyyy-mm-dd)"]
        price = regular
        if (begins or "0") <= today.isoformat() <= (ends or "9"):
            price = regular - (off or 0) - regular * (percent or 0) / 100
        own: list[Variant] = [
            (code, price + change, regular + change, options)
            for code, change, options in impacts[line["Product ID"]]
        ]
        found |= group(title(line["Name *"]), own or [(line["Reference #"], price, regular, {})])
    return found
