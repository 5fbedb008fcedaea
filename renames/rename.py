"""rename.py MAP... [--root ROOT] [--no-tests]: rename symbols, members and locals, and move modules, over ipp, tests, benchmarks.

Lines of a MAP (blank lines and # comments allowed); names refer to the OLD module and class:
  module ipp.a.b -> ipp.a.c.b              a module; or a whole package (every module of it moves)
  doc ipp.a.c: What this folder is for.    the docstring of a package that a move creates
  ipp.a.b.old -> new                       a function, class or constant of a module
  ipp.a.b.Class.old -> new                 a method, property, field of a NamedTuple or dataclass, or self.old
  local ipp.a.b.func.old -> new            a parameter or local variable of a function (Class.method.old of a method)
  local ipp.a.*.old -> new                 the same in every function of the module, or of all modules under ipp.a
Class members are followed through mypy's errors: receivers without a type are missed, so run the tests.
"""
import ast, re, subprocess, sys
from pathlib import Path
import libcst as cst
from libcst.metadata import MetadataWrapper, QualifiedNameProvider, QualifiedNameSource

args = sys.argv[1:]
root = Path(".").resolve()
if "--root" in args:
    i = args.index("--root"); root = Path(args[i + 1]).resolve(); del args[i : i + 2]
move_tests = "--no-tests" not in args
args = [a for a in args if not a.startswith("--")]
BIN = root / ".venv/bin"
moves, symbols, members, locals_, docs = {}, {}, {}, [], {}

def source_files():
    return [f for d in ("ipp", "tests", "benchmarks") if (root / d).is_dir() for f in sorted((root / d).rglob("*.py")) if "node_modules" not in f.parts]
def modname(f):
    return ".".join(f.relative_to(root).with_suffix("").parts).removesuffix(".__init__")
def module_of(parts):
    for k in range(len(parts), 0, -1):
        p = root / Path(*parts[:k])
        if p.with_suffix(".py").exists() or (p / "__init__.py").exists(): return k
    return 0

for name in args:
    for raw in Path(name).read_text().splitlines():
        if raw.startswith("doc "):
            a, b = raw[4:].split(":", 1); docs[a.strip()] = b.strip(); continue
        line = raw.split("#")[0].strip()
        if not line: continue
        if line.startswith("module "):
            a, b = (x.strip() for x in line[7:].split("->"))
            if not module_of(a.split(".")) == len(a.split(".")): print("SKIP no module", a); continue
            moves[a] = b; continue
        local = line.startswith("local ")
        a, b = (x.strip() for x in line.removeprefix("local ").split("->"))
        parts = a.split(".")
        k = module_of(parts[:-1])
        if not k or (k < 2 and parts[0] == "ipp" and parts[1:2] != ["*"]): print("SKIP no module for", a); continue
        rest = parts[k:]
        if local: locals_.append((".".join(parts[:k]), rest[:-1], rest[-1], b)); continue
        if len(rest) == 1: symbols[a] = b
        elif len(rest) == 2: members[(".".join(parts[:k]), rest[0], rest[1])] = b
        else: print("SKIP depth", a)

data = []
# explicit moves win over those of their package
for a, b in list(moves.items()):
    p = root / Path(*a.split("."))
    if (p / "__init__.py").exists():
        del moves[a]
        for f in sorted(p.rglob("*.py")):
            m = modname(f)
            if m == a: moves.setdefault(m + ".__init__", b + ".__init__")
            else: moves.setdefault(m, b + m[len(a):])
        for f in sorted(p.rglob("*")):
            if f.is_file() and f.suffix not in (".py", ".pyc"): data.append((f, root / Path(*b.split(".")) / f.relative_to(p)))

# classes and their bases, by bare name
bases, classnames = {}, {}
for f in source_files():
    for n in ast.walk(ast.parse(f.read_text())):
        if isinstance(n, ast.ClassDef):
            bases.setdefault(n.name, set()).update(b.id if isinstance(b, ast.Name) else b.attr for b in n.bases if isinstance(b, (ast.Name, ast.Attribute)))
for full, new in symbols.items():
    classnames.setdefault(new, set()).add(full.rsplit(".", 1)[1])
def lineage(name, seen=None):
    seen = set() if seen is None else seen
    for c in {name} | classnames.get(name, set()):
        if c not in seen:
            seen.add(c)
            for b in bases.get(c, ()): lineage(b, seen)
    return seen
byname = {}
exact = {}  # (new class name, old member) -> new member
for (m, c, o), n in members.items():
    byname.setdefault(o, {}).setdefault(c, set()).add(n)
    if f"{m}.{c}" in symbols: exact[symbols[f"{m}.{c}"], o] = n
def new_member(cls, old):
    opts = byname.get(old, {})
    if (cls, old) in exact: return exact[cls, old]
    found = set().union(*(opts.get(c, set()) for c in lineage(cls))) if cls else set()
    if len(found) == 1: return next(iter(found))
    every = set().union(*opts.values()) if opts else set()
    return next(iter(every)) if len(every) == 1 else None
newkw = {}  # old keyword -> {callable name: new}
for (m, c, o), n in members.items(): newkw.setdefault(o, {}).setdefault(c, set()).add(n); newkw[o].setdefault(symbols.get(f"{m}.{c}", c), set()).add(n)

used, applied = set(), set()

class Local(cst.CSTTransformer):
    """Renames names inside one function; keywords of calls and attributes stay."""
    def __init__(self, table): self.table = table
    def leave_Arg(self, o, u): return u.with_changes(keyword=o.keyword) if o.keyword is not None else u
    def leave_Attribute(self, o, u): return u.with_changes(attr=o.attr)
    def leave_MatchKeywordElement(self, o, u): return u.with_changes(key=o.key)
    def visit_AnnAssign_annotation(self, node): pass
    def leave_Name(self, o, u): return u.with_changes(value=self.table[o.value]) if o.value in self.table else u

class Bound(cst.CSTVisitor):
    def __init__(self): self.names, self.bound = set(), set()
    def visit_Name(self, n): self.names.add(n.value)
    def visit_FunctionDef(self, n): self.bound.add(n.name.value)
    def visit_Attribute(self, n): n.value.visit(self); return False
    def visit_Arg(self, n): n.value.visit(self); return False
    def visit_Param(self, n): self.bound.add(n.name.value)
    def store(self, t):
        if isinstance(t, cst.Name): self.bound.add(t.value)
        elif isinstance(t, (cst.Tuple, cst.List)):
            for e in t.elements: self.store(e.value)
        elif isinstance(t, cst.StarredElement): self.store(t.value)
    def visit_AssignTarget(self, n): self.store(n.target)
    def visit_AnnAssign(self, n): self.store(n.target)
    def visit_AugAssign(self, n): self.store(n.target)
    def visit_For(self, n): self.store(n.target)
    def visit_CompFor(self, n): self.store(n.target)
    def visit_NamedExpr(self, n): self.store(n.target)
    def visit_AsName(self, n): self.store(n.name)
    def visit_MatchAs(self, n):
        if n.name: self.store(n.name)
    def visit_MatchStar(self, n):
        if n.name: self.store(n.name)

class Renamer(cst.CSTTransformer):
    METADATA_DEPENDENCIES = (QualifiedNameProvider,)
    def __init__(self, module): self.module, self.classes, self.functions, self.changed = module, [], [], False
    def full(self, node):
        out = set()
        for q in self.get_metadata(QualifiedNameProvider, node, set()) or set():
            if q.source == QualifiedNameSource.IMPORT: out.add(q.name)
            elif q.source == QualifiedNameSource.LOCAL: out.add(self.module + "." + q.name)
        return out
    def new(self, node, text):
        for n in self.full(node):
            if n in symbols and n.rsplit(".", 1)[1] == text:
                used.add(n); return symbols[n]
        return None
    def visit_ClassDef(self, node): self.classes.append(node.name.value)
    def leave_ClassDef(self, o, u):
        self.classes.pop()
        key = self.module + "." + o.name.value
        if not self.classes and not self.functions and key in symbols:
            used.add(key); self.changed = True
            return u.with_changes(name=cst.Name(symbols[key]))
        return u
    def visit_FunctionDef(self, node): self.functions.append(node.name.value)
    def leave_FunctionDef(self, o, u):
        self.functions.pop()
        if not self.functions:
            u = self.rename_locals(o, u)
            if len(self.classes) == 1:
                key = (self.module, self.classes[0], o.name.value)
                if key in members:
                    used.add(key); self.changed = True
                    u = u.with_changes(name=cst.Name(members[key]))
            elif not self.classes:
                key = self.module + "." + o.name.value
                if key in symbols:
                    used.add(key); self.changed = True
                    u = u.with_changes(name=cst.Name(symbols[key]))
        return u
    def rename_locals(self, o, u):
        path = [*self.classes, o.name.value]
        table = {}
        for k, (mod, where, old, new) in enumerate(locals_):
            if where == ["*"]: fits = self.module == mod or self.module.startswith(mod + ".")
            else: fits = self.module == mod and where == path
            if fits: table[old] = (new, k)
        if not table: return u
        b = Bound(); o.body.visit(b); o.params.visit(b)
        real = {}
        for old, (new, k) in table.items():
            if old not in b.bound: continue
            if new in b.names or new in b.bound: print("CLASH local", self.module, ".".join(path), old, "->", new); continue
            real[old] = new; applied.add(k)
            params = {p.name.value for p in (*o.params.params, *o.params.kwonly_params)}
            if old in params:
                newkw.setdefault(old, {}).setdefault(o.name.value, set()).add(new)
                n2 = symbols.get(f"{self.module}.{o.name.value}") or (self.classes and members.get((self.module, self.classes[0], o.name.value)))
                if n2: newkw[old].setdefault(n2, set()).add(new)
                if o.name.value == "__init__" and self.classes:
                    c = self.classes[0]
                    for x in {c, symbols.get(f"{self.module}.{c}", c)}: newkw[old].setdefault(x, set()).add(new)
        if not real: return u
        self.changed = True
        deco = u.decorators
        v = u.with_changes(params=u.params.visit(Local(real)), body=u.body.visit(Local(real)), decorators=deco)
        return v
    def leave_AnnAssign(self, o, u):
        if len(self.classes) == 1 and not self.functions and isinstance(o.target, cst.Name):
            key = (self.module, self.classes[0], o.target.value)
            if key in members:
                used.add(key); self.changed = True
                return u.with_changes(target=cst.Name(members[key]))
        return u
    def visit_ImportFrom(self, node): return False
    def leave_ImportFrom(self, o, u):
        if o.module is None or o.relative or isinstance(o.names, cst.ImportStar): return u
        mod = cst.Module([]).code_for_node(o.module)
        out, ch = [], False
        for al in u.names:
            key = mod + "." + al.name.value if isinstance(al.name, cst.Name) else None
            if key in symbols:
                used.add(key); ch = True
                same = al.asname is not None and isinstance(al.asname.name, cst.Name) and al.asname.name.value == symbols[key]
                out.append(al.with_changes(name=cst.Name(symbols[key]), asname=None if same else al.asname))
            else: out.append(al)
        if ch:
            self.changed = True
            return u.with_changes(names=out)
        return u
    def visit_Import(self, node): return False
    def leave_MatchClass(self, o, u):
        cls = o.cls.value if isinstance(o.cls, cst.Name) else o.cls.attr.value if isinstance(o.cls, cst.Attribute) else ""
        kwds, ch = [], False
        for k in u.kwds:
            n = new_member(cls, k.key.value) if any(k.key.value in byname and byname[k.key.value].get(c) for c in lineage(cls)) else None
            if n: kwds.append(k.with_changes(key=cst.Name(n))); ch = True
            else: kwds.append(k)
        if ch: self.changed = True; return u.with_changes(kwds=kwds)
        return u
    def leave_Call(self, o, u):
        """monkeypatch.setattr(thing, "name", ...)"""
        name = o.func.attr.value if isinstance(o.func, cst.Attribute) else o.func.value if isinstance(o.func, cst.Name) else ""
        if name not in ("setattr", "delattr", "getattr") or len(o.args) < 2 or not isinstance(o.args[1].value, cst.SimpleString): return u
        text = o.args[1].value.evaluated_value
        for q in self.full(o.args[0].value):
            n = symbols.get(f"{q}.{text}") or members.get((q.rpartition(".")[0], q.rpartition(".")[2], text))
            if n:
                used.add(f"{q}.{text}"); self.changed = True
                return u.with_changes(args=[u.args[0], u.args[1].with_changes(value=cst.SimpleString(f'"{n}"')), *u.args[2:]])
        return u
    def leave_SimpleString(self, o, u):
        """"ipp.module.symbol", as monkeypatch takes it."""
        text = o.evaluated_value
        if isinstance(text, str) and text in symbols and text.startswith("ipp."):
            self.changed = True
            return u.with_changes(value=f'"{text.rpartition(".")[0]}.{symbols[text]}"')
        return u
    def leave_Attribute(self, o, u):
        n = self.new(o, o.attr.value)
        if n and isinstance(o.value, (cst.Name, cst.Attribute)):
            self.changed = True
            return u.with_changes(attr=cst.Name(n))
        if isinstance(o.value, cst.Name) and o.value.value in ("self", "cls") and self.classes:
            key = (self.module, self.classes[0], o.attr.value)
            if key in members:
                used.add(key); self.changed = True
                return u.with_changes(attr=cst.Name(members[key]))
        return u
    def leave_Name(self, o, u):
        n = self.new(o, o.value)
        if n and o.value != n:
            self.changed = True
            return u.with_changes(value=n)
        return u

if symbols or members or locals_:
    olds = {k.rsplit(".", 1)[1] for k in symbols} | {k[2] for k in members} | {x[2] for x in locals_}
    pat = re.compile(r"\b(" + "|".join(map(re.escape, sorted(olds))) + r")\b")
    for f in source_files():
        text = f.read_text()
        if not pat.search(text): continue
        w = MetadataWrapper(cst.parse_module(text), unsafe_skip_copy=True)
        r = Renamer(modname(f))
        try: new = w.visit(r)
        except Exception as e: print("ERROR", f, repr(e)); continue
        if r.changed and new.code != text: f.write_text(new.code)
        for m in re.finditer(r"""(?:setattr|getattr)\([^)]*["'](\w+)["']""", text):
            if m.group(1) in olds: print("CHECK string", f.relative_to(root), m.group(0))
        for m in re.finditer(r"""["']((?:ipp|tests|benchmarks)(?:\.\w+)+)[:.](\w+)["']""", text):
            if m.group(2) in olds: print("CHECK string", f.relative_to(root), m.group(0))
    for k in [*symbols, *members]:
        if k not in used: print("UNUSED", k if isinstance(k, str) else ".".join(k))
    for k, x in enumerate(locals_):
        if k not in applied: print("UNUSED local", x)

if symbols or members or newkw:
    err = re.compile(r'^(.+?):(\d+):(\d+):(\d+):(\d+): error: (?:Item )?"([^"]+)"(?: of "[^"]*")? has no attribute "(\w+)"')
    nameerr = re.compile(r'^(.+?):(\d+):(\d+):(\d+):(\d+): error: Name "(\w+)" is not defined')
    bare = {}
    for full, new in symbols.items(): bare.setdefault(full.rsplit(".", 1)[1], set()).add(new)
    kwerr = re.compile(r'^(.+?):(\d+):(\d+):(\d+):(\d+): error: Unexpected keyword argument "(\w+)" for "(\w+)"(?: of "(\w+)")?')
    for turn in range(8):
        out = subprocess.run([str(BIN / "mypy"), "--show-column-numbers", "--show-error-end", "--no-pretty", "--no-error-summary"], cwd=root, capture_output=True, text=True).stdout
        fixes, kwfixes, rest, named = {}, {}, [], 0
        for line in out.splitlines():
            g = err.match(line)
            if g and g.group(7) in byname:
                cls = g.group(6)
                m = re.match(r"type\[(.+)\]$", cls); cls = m[1] if m else cls
                cls = re.sub(r"\[.*", "", cls).split(".")[-1]
                new = new_member(cls, g.group(7))
                if new: fixes.setdefault(g.group(1), set()).add((int(g.group(4)), int(g.group(5)), g.group(7), new)); continue
            g = kwerr.match(line)
            if g and g.group(6) in newkw:
                opts = newkw[g.group(6)]
                names = opts.get(g.group(8) or g.group(7)) or opts.get(g.group(7)) or set().union(*opts.values())
                if len(names) == 1: kwfixes.setdefault(g.group(1), set()).add((int(g.group(2)), int(g.group(3)), g.group(6), next(iter(names)))); continue
            g = nameerr.match(line)
            if g and g.group(6) in bare:
                f = root / g.group(1); whole = f.read_text()
                options = {x for x in bare[g.group(6)] if re.search(r"\b" + x + r"\b", whole)}
                if len(options) != 1: rest.append(line); continue
                lines = f.read_text().splitlines(keepends=True); k = int(g.group(2)) - 1
                new = re.sub(r"(?<![\w.])" + g.group(6) + r"\b(?=[^\"\n]*\")", next(iter(options)), lines[k])
                if new != lines[k]: lines[k] = new; f.write_text("".join(lines)); named += 1; continue
            rest.append(line)
        n = named
        for name, places in fixes.items():
            f = root / name; lines = f.read_text().splitlines(keepends=True)
            for (ln, col, old, new) in sorted(places, reverse=True):
                l = lines[ln - 1]
                s = l.encode()[:col].decode(errors="ignore")
                if s.endswith(old): lines[ln - 1] = s[: -len(old)] + new + l[len(s):]; n += 1
                else:
                    for k in range(ln - 1, max(ln - 8, -1), -1):
                        hits = list(re.finditer(r"\." + old + r"\b", lines[k]))
                        if len(hits) == 1:
                            h = hits[0]; lines[k] = lines[k][: h.start() + 1] + new + lines[k][h.end():]; n += 1; break
                    else: print("MISS", name, ln, col, repr(l), old)
            f.write_text("".join(lines))
        for name, places in kwfixes.items():
            f = root / name; text = f.read_text(); lines = text.splitlines(keepends=True)
            spots = set()
            calls = [c for c in ast.walk(ast.parse(text)) if isinstance(c, ast.Call)]
            for (ln, col, old, new) in places:
                cand = [(c.end_lineno - c.lineno, kw) for c in calls for kw in c.keywords if kw.arg == old and (c.lineno, c.col_offset + 1) <= (ln, col) <= (c.end_lineno, c.end_col_offset)]
                if not cand: print("MISS kw", name, ln, col, old); continue
                exact = [x for x in cand if any(c.lineno == ln and c.col_offset + 1 == col and x[1] in c.keywords for c in calls)]
                kw = (exact or sorted(cand, key=lambda x: x[0]))[0][1]
                spots.add((kw.lineno, kw.col_offset, old, new))
            for (ln, col, old, new) in sorted(spots, reverse=True):
                b = lines[ln - 1].encode()
                if b[col : col + len(old)].decode(errors="ignore") == old:
                    lines[ln - 1] = (b[:col] + new.encode() + b[col + len(old):]).decode(); n += 1
            f.write_text("".join(lines))
        print("mypy turn", turn, "fixed", n, "other errors", len(rest))
        if not n: print("\n".join(rest[:60])); break

def git(*a): subprocess.run(["git", *a], cwd=root, check=True)
def make_packages(folder):
    while folder != root and not (folder / "__init__.py").exists():
        m = ".".join(folder.relative_to(root).parts)
        (folder / "__init__.py").write_text("" if folder.parts[len(root.parts)] == "tests" else f'"""{docs.get(m, "TODO say what this folder is for.")}"""\n')
        git("add", "-f", str(folder / "__init__.py")); folder = folder.parent
if moves:
    if move_tests:
        for a, b in list(moves.items()):
            pa, pb = a.split("."), b.split(".")
            if pa[0] != "ipp" or len(pa) < 3 or pa[-1] == "__init__": continue
            ta = ["tests", *pa[1:-1], "test_" + pa[-1]]; tb = ["tests", *pb[1:-1], "test_" + pb[-1]]
            if (root / Path(*ta)).with_suffix(".py").exists(): moves[".".join(ta)] = ".".join(tb)
    for a, b in moves.items():
        src, dst = root / Path(*a.split(".")), root / Path(*b.split("."))
        dst.parent.mkdir(parents=True, exist_ok=True)
        if not a.endswith("__init__"): make_packages(dst.parent) if not any(x == ".".join(dst.parent.relative_to(root).parts) + ".__init__" for x in moves.values()) else None
        git("mv", str(src) + ".py", str(dst) + ".py")
        if a.split(".")[0] == "tests":
            print("moved test", a, "->", b)
            k = b.count(".") - a.count(".")
            t = dst.with_suffix(".py").read_text()
            n = re.sub(r"(Path\(__file__\)(?:\.resolve\(\))?)\.parents\[(\d+)\]", lambda m: f"{m[1]}.parents[{int(m[2]) + k}]", t)
            n = re.sub(r"(Path\(__file__\)(?:\.resolve\(\))?)((?:\.parent)+)\b(?!s)", lambda m: f"{m[1]}.parents[{m[2].count('.parent') - 1 + k}]", n) if k else n
            if n != t: dst.with_suffix(".py").write_text(n)
    for f, g in data: git("mv", str(f), str(g)); print("moved data", g.relative_to(root))
    moves = {a.removesuffix(".__init__"): b.removesuffix(".__init__") for a, b in moves.items()}
    keys = sorted(moves, key=len, reverse=True)
    dotted = re.compile(r"(?<![\w.])(" + "|".join(map(re.escape, keys)) + r")(?![\w])")
    parents = {}
    for a, b in moves.items():
        pa, na = a.rsplit(".", 1); pb, nb = b.rsplit(".", 1)
        parents.setdefault(pa, {})[na] = (pb, nb)
    frm = re.compile(r"^(?P<ind>[ \t]*)from (?P<mod>[\w.]+) import (?P<names>\([^)]*\)|[^\n(#]+)", re.M)
    MARK = "\x00"  # keeps what is done already from being moved twice
    def split(m):
        mod = m["mod"]
        table = parents.get(mod, {})
        names = [x.strip() for x in re.sub(r"#.*", "", m["names"]).strip("()").replace("\n", " ").split(",") if x.strip()]
        keep, out = [], []
        for n in names:
            base, _, alias = n.partition(" as ")
            if base in table:
                pb, nb = table[base]
                alias = alias or (base if nb != base else "")
                if alias == nb: alias = ""
                out.append(f"{m['ind']}from {MARK}{pb} import {nb}" + (f" as {alias}" if alias else ""))
            else: keep.append(n)
        if not out: return m[0]
        if keep: out.insert(0, f"{m['ind']}from {mod} import " + ", ".join(keep))
        return "\n".join(out)
    files = source_files() + [root / "pyproject.toml"] + [p for p in (root / ".ci").glob("*") if p.is_file()]
    dotted = re.compile(r"(?<![\w.\x00])(" + "|".join(map(re.escape, keys)) + r")(?![\w])")
    for f in files:
        t = f.read_text()
        n = frm.sub(split, t)
        n = dotted.sub(lambda m: moves[m[1]], n).replace(MARK, "")
        if n != t: f.write_text(n)
    for d in ("ipp", "tests"):  # slashed names of files, as tests and notes say them
        pass
    slashed = re.compile(r"(?<![\w/])(" + "|".join(re.escape(k.replace(".", "/")) + r"\.py" for k in keys) + ")")
    for f in files:
        t = f.read_text()
        n = slashed.sub(lambda m: moves[m[1][:-3].replace("/", ".")].replace(".", "/") + ".py", t)
        if n != t: f.write_text(n)
    subprocess.run([str(BIN / "ruff"), "check", "-q", "--select", "I,F401", "--fix", "ipp", "tests", "benchmarks"], cwd=root)
subprocess.run([str(BIN / "ruff"), "format", "-q", "."], cwd=root)
