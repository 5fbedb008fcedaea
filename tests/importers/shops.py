"""Small exports of made-up shops, one a platform, in the columns that its documentation names."""

SHOPIFY = """Handle,Title,Body (HTML),Vendor,Type,Tags,Published,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Variant SKU,Variant Inventory Tracker,Variant Inventory Qty,Variant Inventory Policy,Variant Price,Variant Compare At Price,Gift Card,Cost per item,Status,Related products (product.metafields.shopify--discovery--product_recommendation.related_products)
felt-hat,Felt &amp; Wool Hat,"<p>Warm,
soft, ""grey""</p>",Hatters,Hats,winter,true,Size,Small,Colour,Grey,HAT-S,shopify,4,deny,30,40,false,12.5,active,wool-scarf; no-such-thing
felt-hat,,,,,,,,Large,,Grey,HAT-L,shopify,0,deny,35,40,,13,,
wool-scarf,Wool Scarf,,Hatters,Scarves,,true,Title,Default Title,,,SCARF,shopify,0,deny,25.00,,false,,active,
map-licence,Map Licence,,Hatters,Digital,,true,Licence,Private,,,MAP-P,,,deny,20,,false,,active,
map-licence,,,,,,,,Business,,,MAP-B,,,deny,90,,,,,
map-licence,,,,,,,,,,,,,,,,,,,,
old-cap,Old Cap,,Hatters,Hats,,true,Title,Default Title,,,CAP,,,deny,15,,false,,archived,
new-cap,New Cap,,Hatters,Hats,,false,Title,Default Title,,,NCAP,,,deny,16,,false,,draft,
secret-cap,Secret Cap,,Hatters,Hats,,true,Title,Default Title,,,SCAP,,,deny,17,,false,,unlisted,
gift-card,Gift Card,,Hatters,,,true,Amount,10,,,,,,deny,10,,true,,active,
twin-a,Twin,,Hatters,Hats,,true,Title,Default Title,,,TW-1,,,deny,5,,false,,active,
twin-b,Twin,,Hatters,Hats,,true,Title,Default Title,,,TW-2,,,deny,6,,false,,active,
"""

WOOCOMMERCE = """ID,Type,SKU,Name,Published,Visibility in catalog,Date sale price starts,Date sale price ends,In stock?,Stock,Backorders allowed?,Sale price,Regular price,Categories,Parent,Grouped products,Upsells,Cross-sells,External URL,Attribute 1 name,Attribute 1 value(s),Attribute 2 name,Attribute 2 value(s),Meta: _subscription_period,Meta: _subscription_period_interval
1,variable,tee,Tea Shirt,1,visible,,,1,,0,,,"Clothes > Shirts, Sale",,,,"id:4, mug",,Colour,"Red, Blue",,,,
2,variation,tee-red,"Tea Shirt - Red",1,visible,,,1,,0,18,20,,tee,,,,,Colour,Red,,,,
3,variation,tee-blue,"Tea Shirt - Blue",1,visible,,,1,,0,,20,,id:1,,,,,Colour,Blue,,,,
4,simple,pot,Tea Pot,1,visible,2020-01-01,2020-02-01,0,,0,30,"45,00",Kitchen,,,"kettle",,,,,,,,
5,simple,mug,Mug,1,hidden,,,1,3,0,,"9,50",Kitchen,,,,,,,,,,,
6,simple,kettle,Kettle,-1,visible,,,1,,0,,"60,00",Kitchen,,,,,,,,,,,
7,grouped,tea-set,Tea Set,1,visible,,,1,,0,,,Kitchen,,"pot, mug, id:5",,,,,,,,,
8,"simple, downloadable, virtual",book,Book of Tea,1,visible,,,1,,0,,"12,00",Books,,,,,,,,,,,
9,subscription,club,Tea Club,1,visible,,,1,,0,,"15,00",Club,,,,,,,,,,month,3
10,external,shop,Sugar,1,visible,,,1,,0,,"4,00",Kitchen,,,,,https://example.com/sugar,,,,,,
11,variation,lost,"Lost - Red",1,visible,,,1,,0,,"4,00",,nobody,,,,,,,,,,
"""

MAGENTO = """sku,store_view_code,product_type,categories,name,description,product_online,visibility,price,special_price,special_price_from_date,special_price_to_date,is_in_stock,qty,cost,related_skus,crosssell_skus,upsell_skus,bundle_price_type,bundle_values,associated_skus,configurable_variations
strap-6,,simple,"Default Category/Gear,Default Category/Gear/Yoga",Strap 6,"<p>one,
two</p>",1,"Catalog, Search",14.0000,,,,1,100,6.5,strap-8,strap-10,strap-10,,,,
strap-8,,simple,Default Category/Gear/Yoga,Strap 8,,1,"Catalog, Search",17,15,1/1/20,,1,100,,,,,,,,
strap-8,german,simple,,Gurt 8,,,,,,,,,,,,,,,,,
strap-10,,simple,Default Category/Gear/Yoga,Strap 10,,2,"Catalog, Search",21,,,,0,0,,,,,,,,
mat-red,,simple,Default Category/Gear,Mat-Red,,1,Not Visible Individually,30,,,,1,5,,,,,,,,
mat-blue,,simple,Default Category/Gear,Mat-Blue,,1,Not Visible Individually,28,,,,1,5,,,,,,,,
mat,,configurable,Default Category/Gear,Mat,,1,"Catalog, Search",,,,,1,,,,,,,,,"sku=mat-red,color=Red|sku=mat-blue,color=Blue"
straps,,grouped,Default Category/Gear,Set of Straps,,1,"Catalog, Search",,,,,1,,,,,,,,"strap-6=1.0000,strap-8=2.0000",
kit-open,,bundle,Default Category/Gear,Open Kit,,1,"Catalog, Search",14,,,,1,,,,,,dynamic,"name=Strap,type=select,required=1,sku=strap-6,price=0,default=0,default_qty=1.0000,price_type=fixed|name=Strap,type=select,required=1,sku=strap-8,price=0,default=1,default_qty=2.0000,price_type=fixed",,
kit-fixed,,bundle,Default Category/Gear,Fixed Kit,,1,"Catalog, Search",40,,,,1,,,,,,fixed,"name=A,type=radio,required=1,sku=strap-6,price=10.0000,default=1,default_qty=1.0000,price_type=percent|name=B,type=radio,required=0,sku=strap-10,price=9,default=1,default_qty=1.0000,price_type=fixed",,
"""

PRESTASHOP = """Product ID;Active (0/1);Name *;Categories (x,y,z...);Price tax excluded or Price tax included;Wholesale price;On sale (0/1);Discount amount;Discount percent;Discount from (yyyy-mm-dd);Discount to (yyyy-mm-dd);Reference #;Quantity;Visibility;Available for order (0 = No, 1 = Yes)
1;1;Lampe;Home/Licht;"1.100,00";400;0;;;;;LMP;4;both;1
2;1;Kerze;Licht;9,90;3;0;;10;2020-01-01;;KRZ;0;both;1
3;0;Docht;Licht;2,50;;0;;;;;DCT;9;none;1
"""
PRESTASHOP_COMBINATIONS = """Product ID*;Attribute (Name:Type:Position)*;Value (Value:Position)*;Reference;Wholesale price;Impact on price;Quantity
1;Color:color:0, Glas:select:1;Rot:0, Klar:1;LMP-RK;400;0;3
1;Color:color:0, Glas:select:1;Rot:0, Matt:1;LMP-RM;410;-100;3
"""

STRIPE_PRICES = """Price ID,Product ID,Product Name,Description,Amount,Currency,Interval,Interval Count
price_1,prod_a,Newsletter,,9.00,eur,month,1
price_2,prod_a,Newsletter,,90.00,eur,year,1
price_3,prod_b,Handbook,,29.00,eur,,
"""
STRIPE_PRODUCTS = """id,Name,Description,Url,Statement Descriptor,Tax Code
prod_a,Newsletter,,https://example.com/n,,txcd_1
prod_b,Handbook,,,,txcd_2
prod_c,Poster,,,,txcd_3
"""

GUMROAD = """id,name,permalink,price,currency,published,short_url,subscription_duration
g1,Brush Pack,brushes,"$1,200.50",usd,true,https://example.gumroad.com/l/brushes,
g2,Brush Club,club,5,usd,true,https://example.gumroad.com/l/club,monthly
g3,Unready,unready,7,usd,false,https://example.gumroad.com/l/unready,
"""

PLAIN = """Unser Sortiment;;;
Artikel;Artikelnummer;Preis;Warengruppe
Seife;S-1;4,50 €;Bad
=Bürste;B-1;"1.200,00";Bad
Seife;S-2;5,50;Bad > Duft
"""
