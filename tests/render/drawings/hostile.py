"""A store whose names would act, if a terminal, a browser, Mermaid, Graphviz or a shell let them."""

from ipp.render.picture.make import make_picture
from ipp.render.picture.scene import Picture
from tests.engine.feet import written
from tests.oracle.yaml_text import quoted

NAMES = [
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"double\" 'single' `tick`",
    "😀 family 👩‍👩‍👧 flag 🇩🇪",
    "עברית ואז English",
    "العربية ١٢٣",
    "\u202egnp.exe",
    "\x1b[31mred\x1b[0m",
    "Line\nbreak",
    "Back\\slash \\N \\G \\n",
    "&amp; &lt;b&gt; &#60;",
    "]] --> end; %% comment",
    "end",
    "#quot; #35; fa:fa-ban http://evil.example",
    "style=color:red;}}{{[[((",
    "漢字漢字漢字漢字漢字漢字漢字漢字",
    "{policy}{data}{map}",
    "$ink ${HOME} $(rm)",
    "__proto__",
    "constructor",
    "x" * 300,
    "Zalgo ḧ̷̡̛̗e̶̢̛ comes",
    "\uffff\ufffe",
    "]]> <!-- -->",
    "'; DROP--",
]


def hostile_text() -> str:
    """Return a path file with these names everywhere that a name can stand."""
    products = [quoted(name) for name in NAMES]
    chain = "".join(
        f"  {name}: {{price: {number + 2}, category: {quoted(NAMES[number % 3])}, note: {name}, next: [{quoted('T' + NAMES[number])}, "
        f"{{offer: {products[(number + 1) % len(NAMES)]}, via: {name}, when: {quoted('S' + NAMES[number])}}}, {quoted('B' + NAMES[number])}, Club]}}\n"
        for number, name in enumerate(products)
    )
    bundles = "".join(
        f"  {quoted('B' + NAMES[number])}: {{items: [{name}, {products[number - 1]}], price: 3, downsell: [{name}]}}\n"
        for number, name in enumerate(products)
    )
    touches = "".join(f"  {quoted('T' + name)}: {{kind: content}}\n" for name in NAMES)
    segments = "".join(
        f"  {quoted('S' + name)}: {{where: {{{quoted(name)}: {quoted(name)}}}}}\n" for name in NAMES
    )
    return (
        f"ipp: 1\nstore: {products[0]}\ncurrency: {products[0]}\nultimate: Club\nproducts:\n{chain}  Club: {{price: 900}}\n"
        f"bundles:\n{bundles}touches:\n{touches}segments:\n{segments}next: [Club]\n"
        f"categories: {{{products[0]}: {{next: [{products[3]}]}}}}\n"
        f"rest: [{{do: {quoted('T' + NAMES[0])}, every: 30d}}]\n"
    )


def hostile() -> Picture:
    """Return the picture of that store."""
    return make_picture(written(hostile_text()).policy, ())
