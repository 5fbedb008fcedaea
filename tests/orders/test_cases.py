"""Files of orders that shops really have, and what each must give: purchases, and what is set aside."""

from pathlib import Path

import pytest

from ipp.errors import RequestError
from tests.orders.reader import read

TOE, SLIPPERS, KIT, SOAK = "Toe Massager 5000", "Spa Slippers", "Nail Kit", "Silky Soak Formula"
NOT_BOUGHT, RETURN = (
    "the order was cancelled, refunded or never paid",
    "a return: the quantity is not above zero",
)
UNKNOWN, UNREAD = "not in the path", "the line cannot be read as a row"
SHOPIFY = (
    "Name,Email,Financial Status,Paid at,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Cancelled at,Refunded Amount\n"
    "#1001,ann@ex.test,paid,2026-10-01 09:00:00 -0400,2026-10-01 09:00:00 -0400,1,Toe Massager 5000,89,TM-5000,,0\n"
    "#1001,,,,2026-10-01 09:00:00 -0400,1,Spa Slippers,24,SLIP,,\n"
    "#1002,bo@ex.test,refunded,2026-10-01 09:00:00 -0400,2026-10-02 09:00:00 -0400,1,Toe Massager 5000,89,TM-5000,,113\n"
    "#1002,,,,2026-10-02 09:00:00 -0400,1,Spa Slippers,24,SLIP,,\n"
    "#1003,cy@ex.test,partially_refunded,2026-10-01 09:00:00 -0400,2026-10-03 09:00:00 -0400,1,Toe Massager 5000,89,TM-5000,,24\n"
    "#1003,,,,2026-10-03 09:00:00 -0400,0,Spa Slippers,24,SLIP,,\n"
    "#1004,,pending,,2026-10-04 09:00:00 -0400,1,Toe Massager 5000,89,,,0\n"
    "#1005,di@ex.test,paid,2026-10-05 09:00:00 -0400,2026-10-05 09:00:00 -0400,1,Toe Massager 5000 - Blue / Large,89,TM-5000-BL,,0\n"
    "#1005,,,,2026-10-05 09:00:00 -0400,1,Tip,5,,,\n"
    "#1006,ed@ex.test,voided,,2026-10-06 09:00:00 -0400,1,Nail Kit,27,'00123,,0\n"
    "#1007,flo@ex.test,paid,2026-10-07 09:00:00 -0400,2026-10-07 09:00:00 -0400,1,Nail Kit,27,00123,2026-10-08 01:00:00 -0400,0\n"
)
ETSY = (
    "Sale Date,Item Name,Buyer,Quantity,Price,Coupon Code,Discount Amount,Item Total,Currency,Transaction ID,Listing ID,Date Paid,"
    "Date Shipped,Ship Name,Order ID,Variations,SKU\n"
    "09/01/26,Toe Massager 5000,marion_b,1,89.00,,0,89,EUR,111,9,09/01/26,09/15/26,Marion B,501,,TM-5000\n"
    "09/02/26,Spa Slippers,julien,2,24.00,,0,48,EUR,112,9,09/02/26,09/22/26,Julien,502,,SLIP\n"
)
STRIPE = (
    "id,Created date (UTC),Amount,Amount Refunded,Currency,Captured,Fee,Status,Description,Customer Email,Invoice ID\n"
    "ch_1,2026-07-01 09:12:33,89.00,0.00,usd,true,3,Paid,Toe Massager 5000,ada@ex.test,\n"
    "ch_2,2026-07-02 09:12:33,24.00,24.00,usd,true,3,Refunded,Spa Slippers,bo@ex.test,\n"
    "ch_3,2026-07-03 09:12:33,24.00,0.00,usd,false,3,Failed,Spa Slippers,cy@ex.test,\n"
)
WOO = "Date,Order #,Status,Customer,Product(s)\n"
PLAIN = "customer,item,date\n"
CASES: dict[str, tuple[str | bytes, list[tuple[str, str, str]], dict[str, int]]] = {
    "shopify": (
        SHOPIFY,
        [
            ("ann@ex.test", SLIPPERS, "2026-10-01"),
            ("ann@ex.test", TOE, "2026-10-01"),
            ("cy@ex.test", TOE, "2026-10-03"),
            ("di@ex.test", TOE, "2026-10-05"),
        ],
        {"no customer": 1, UNKNOWN: 1, RETURN: 1, NOT_BOUGHT: 4},
    ),
    "etsy": (ETSY, [("julien", SLIPPERS, "2026-09-02"), ("marion_b", TOE, "2026-09-01")], {}),
    "stripe": (STRIPE, [("ada@ex.test", TOE, "2026-07-01")], {NOT_BOUGHT: 2}),
    "woocommerce, negative": (
        WOO
        + "2026-10-08 10:00:00,8,completed,Gus Ivy,-1× Spa Slippers\n2026-10-08 10:00:00,9,completed,Hal Jo,0× Spa Slippers\n",
        [],
        {RETURN: 2},
    ),
    "woocommerce, statuses": (
        WOO
        + "".join(
            f"2026-10-08 10:00:00,{place},{status},{place},1× Spa Slippers\n"
            for place, status in enumerate(
                ("wc-refunded", "wc-failed", "pending", "Refunded", "Storniert", "wc-completed")
            )
        ),
        [("5", SLIPPERS, "2026-10-08")],
        {NOT_BOUGHT: 5},
    ),
    "woocommerce, lists": (
        WOO + '2026-10-08 10:00:00,8,completed,Gus Ivy,"2× Silky Soak Formula, 1× Nail Kit, 1× Vase"\n',
        [("Gus Ivy", KIT, "2026-10-08"), ("Gus Ivy", SOAK, "2026-10-08")],
        {UNKNOWN: 1},
    ),
    "statuses of any export": (
        "order_id,email,product,date,status,quantity\n"
        + "".join(
            f"{place},c{place}@ex.test,Toe Massager 5000,2026-10-01,{status},1\n"
            for place, status in enumerate(
                ("completed", "refunded", "cancelled", "failed", "pending", "chargeback")
            )
        ),
        [("c0@ex.test", TOE, "2026-10-01"), ("c4@ex.test", TOE, "2026-10-01")],
        {NOT_BOUGHT: 4},
    ),
    "stray quotes": (
        PLAIN
        + 'a@ex.test,Spa Slippers 9" wide,2026-10-01\nb@ex.test,Nail Kit,2026-10-02\nc@ex.test,"Nail Kit,2026-10-03\n'
        'd@ex.test,Spa Slippers,2026-10-04\ne@ex.test,"Nail Kit",2026-10-05\n',
        [
            ("b@ex.test", KIT, "2026-10-02"),
            ("d@ex.test", SLIPPERS, "2026-10-04"),
            ("e@ex.test", KIT, "2026-10-05"),
        ],
        {UNKNOWN: 1, UNREAD: 1},
    ),
    "windows-1252": (
        (PLAIN + "a@ex.test,Spa Slippers \u2013 Blue,2026-10-01\nb@ex.test,Kit \u2019s,2026-10-01\n").encode(
            "cp1252"
        ),
        [("a@ex.test", SLIPPERS, "2026-10-01")],
        {UNKNOWN: 1},
    ),
    "quantities": (
        "customer,item,date,quantity\n"
        + "".join(
            f'{who}@ex.test,Nail Kit,2026-10-01,"{text}"\n'
            for who, text in zip("abcdefg", ("1", "1,00", "2 pcs", "x2", "1,000", "(1)", ""), strict=True)
        ),
        [(f"{who}@ex.test", KIT, "2026-10-01") for who in "abcdeg"],
        {RETURN: 1},
    ),
    "one customer": (
        PLAIN + "\xa0 ann@ex.test,Toe Massager 5000,2026-10-01\nAnn@ex.test,Spa Slippers,2026-10-02\n"
        '"ann@ex.test\u200b",Nail Kit,2026-10-03\nmailto:ann@ex.test,Nail Kit,2026-10-03\n',
        [("ann@ex.test", KIT, "2026-10-03")] * 2
        + [("ann@ex.test", SLIPPERS, "2026-10-02"), ("ann@ex.test", TOE, "2026-10-01")],
        {},
    ),
    "items": (
        PLAIN
        + "".join(
            f'{place},"{text}",2026-10-01\n'
            for place, text in enumerate(
                (
                    f"{TOE} x 2",
                    f"2 x {TOE}",
                    f"{TOE} (Blue)",
                    f"{TOE}, Blue",
                    f"{TOE} [TM-5000]",
                    "TOE  MASSAGER 5000",
                    f"{TOE}\xa0",
                    "Salt and Stone Scrub",
                )
            )
        ),
        [(str(place), TOE, "2026-10-01") for place in range(7)],
        {UNKNOWN: 1},
    ),
    "one byte that is no UTF-8": (
        "customer,item,date\nmüller@x.com,Toe Massager 5000,2026-10-01\n".encode()
        + b"x\xff@x.com,Toe Massager 5000,2026-10-02\n",
        [("müller@x.com", TOE, "2026-10-01")],
        {"the line is not UTF-8": 1},
    ),
    "files put together": (
        PLAIN + "a,Nail Kit,2026-10-01\n" + PLAIN + "b,Nail Kit,2026-10-02\n",
        [("a", KIT, "2026-10-01"), ("b", KIT, "2026-10-02")],
        {},
    ),
    "skus kept from spreadsheets": (
        'customer,item,sku,date\na,,"=""00123""",2026-10-01\nb,x,\'00123,2026-10-01\n00012,x,00123,2026-10-01\n',
        [("00012", KIT, "2026-10-01"), ("a", KIT, "2026-10-01"), ("b", KIT, "2026-10-01")],
        {},
    ),
    "entities": (
        PLAIN + "a,Salt &amp; Stone Scrub,2026-10-01\n",
        [("a", "Salt & Stone Scrub", "2026-10-01")],
        {},
    ),
    "phone, then name": (
        "email,phone,billing name,item,date\n,+1 (555) 010-99,Ann,Nail Kit,2026-10-01\n,,Ann Lee,Nail Kit,2026-10-01\n,,,Nail Kit,2026-10-01\n",
        [("+155501099", KIT, "2026-10-01"), ("Ann Lee", KIT, "2026-10-01")],
        {"no customer": 1},
    ),
    "gumroad": (
        "Purchase ID,Item Name,Purchase Email,Purchase Date,Fully Refunded?,Disputed?\n"
        "a,Nail Kit,a@x,2026-10-01,0,0\nb,Nail Kit,b@x,2026-10-01,1,0\nc,Nail Kit,c@x,2026-10-01,0,1\n",
        [("a@x", KIT, "2026-10-01")],
        {NOT_BOUGHT: 2},
    ),
    "squarespace": (
        "Order ID,Email,Financial Status,Paid at,Created at,Lineitem quantity,Lineitem name,Lineitem sku,Lineitem variant,Cancelled at\n"
        "00012,a@x,PAID,2026-10-01 10:00:00 -0400,2026-10-01 10:00:00 -0400,1,Nail Kit,,Blue,\n00012,,,,,1,Spa Slippers,,,\n",
        [("a@x", KIT, "2026-10-01"), ("a@x", SLIPPERS, "2026-10-01")],
        {},
    ),
    "magento": (
        "increment_id,created_at,status,customer_email,sku,name,qty_ordered,qty_refunded\n"
        "1,2026-10-01 10:00:00,complete,a@x,00123,x,2,1\n1,2026-10-01 10:00:00,complete,a@x,SLIP,x,2,2\n2,2026-10-01 10:00:00,canceled,b@x,SLIP,x,1,0\n",
        [("a@x", KIT, "2026-10-01")],
        {RETURN: 1, NOT_BOUGHT: 1},
    ),
    "prestashop": (
        "id_order,email,product_name,product_reference,product_quantity,product_quantity_refunded,date_add\n"
        "1,a@x,Nail Kit - Size : L,,1,0,2026-10-01 10:00:00\n",
        [("a@x", KIT, "2026-10-01")],
        {},
    ),
    "easy digital downloads": (
        "Payment ID,Email,Products,Amount ($),Purchase Key,Date,Status\n1,a@x,Nail Kit / Spa Slippers - Large,51,k,2026-10-01,publish\n2,b@x,Nail Kit,27,k,2026-10-01,refunded\n",
        [("a@x", KIT, "2026-10-01"), ("a@x", SLIPPERS, "2026-10-01")],
        {NOT_BOUGHT: 1},
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_file(tmp_path: Path, case: str) -> None:
    content, bought, aside = CASES[case]
    found = read(tmp_path / "orders.csv", content)
    assert (found.bought, found.aside) == (sorted(bought), aside)


REFUSED = {
    WOO
    + "2026-10-01 10:11:12,1001,completed,new,1× Nail Kit\n2026-10-03 10:11:12,1003,completed,returning,1× Nail Kit\n": "holds only 'new' and 'returning'",
    "ID,Purchase Point,Purchase Date,Bill-to Name,Ship-to Name,Status\n1,x,2026-10-01,Ann,Ann,Complete\n": "Magento's grid of orders, which names no products",
    "ID,Reference,New client,Customer,Total,Payment,Status,Date\n1,x,Yes,A. Lee,3,Cash,Shipped,2026-10-01\n": "PrestaShop's list of orders, which names no products",
}


@pytest.mark.parametrize("content", REFUSED)
def test_what_names_nobody_or_nothing_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(RequestError, match=REFUSED[content]):
        read(tmp_path / "orders.csv", content)


def test_a_layout_can_be_named(tmp_path: Path) -> None:
    file = tmp_path / "orders.csv"
    assert read(file, STRIPE).layout == "Stripe's export of payments"
    assert read(file, STRIPE, layout="stripe").layout == "Stripe's export of payments"
    assert read(file, STRIPE, layout="plain").layout is None
    with pytest.raises(RequestError, match="no column 'Email'"):
        read(file, STRIPE, layout="shopify")
    with pytest.raises(
        RequestError,
        match="--layout: no layout is called 'ebay'; the layouts are plain, squarespace, shopify",
    ):
        read(file, STRIPE, layout="ebay")


def test_what_a_status_means_can_be_told(tmp_path: Path) -> None:
    text = "customer,item,date,Zustand\na,Nail Kit,2026-10-01,Lager\nb,Nail Kit,2026-10-01,Offen\nc,Nail Kit,2026-10-01,storniert\n"
    found = read(
        tmp_path / "o.csv", text, columns={"status": "Zustand"}, statuses={"lager": True, "OFFEN": False}
    )
    assert (found.bought, found.aside) == ([("a", KIT, "2026-10-01")], {NOT_BOUGHT: 2})
