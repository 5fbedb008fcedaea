"""One order of each shop's export: two pieces of Mug for 50.00 together, where the list price is 20."""

EXPORTS: dict[str, str] = {
    "shopify": """Name,Email,Financial Status,Currency,Created at,Lineitem quantity,Lineitem name,Lineitem price
#1,a@x.com,paid,EUR,2026-11-01 10:00:00 +0100,1,Pen,0.00
#1,,,,,2,Mug,25.00
""",
    "squarespace": """Order ID,Email,Financial Status,Currency,Created at,Lineitem quantity,Lineitem name,Lineitem variant,Lineitem price
1,a@x.com,PAID,EUR,2026-11-01 10:00:00 +0100,1,Pen,,0.00
1,,,,,2,Mug,,25.00
""",
    "woocommerce-items": """order_number,date,status,billing_email,item_name,item_sku,item_quantity,item_total,currency
1,2026-11-01 10:00:00,completed,a@x.com,Mug,MUG,2,50.00,EUR
""",
    "stripe": """id,Created date (UTC),Amount,Amount Refunded,Currency,Captured,Status,Description,Customer Email
ch_1,2026-11-01 10:00:00,50.00,0.00,eur,true,Paid,2 x Mug,a@x.com
""",
    "edd": """Payment ID,Email,Products,Amount ($),Date,Status,Purchase Key
1,a@x.com,2 x Mug,50.00,2026-11-01,Complete,abc
""",
    "etsy": """Sale Date,Item Name,Buyer,Quantity,Price,Item Total,Currency,Transaction ID,Listing ID,Order ID
11/01/26,Mug,a@x.com,2,25.00,50.00,EUR,9,8,1
11/25/26,Pen,z@x.com,1,1.00,1.00,EUR,10,8,2
""",
    "gumroad": """Purchase ID,Item Name,Purchase Email,Purchase Date,Item Price ($),Sale Price ($),Quantity,Order Number
p1,Mug,a@x.com,2026-11-01,25,50,2,1
""",
    "magento": """increment_id,customer_email,created_at,status,sku,name,qty_ordered,price
1,a@x.com,2026-11-01 10:00:00,complete,MUG,Mug,2.0000,25.0000
""",
    "prestashop": """reference,email,date_add,order_state,product_name,product_reference,product_quantity,unit_price_tax_incl
R1,a@x.com,2026-11-01 10:00:00,Delivered,Mug,MUG,2,25.000000
""",
}
