"""fix_relative.py BEFORE [AFTER=HEAD]: relative imports of tests that moved deeper get a dot for each level."""
import re, subprocess, sys
from pathlib import Path
before, after = sys.argv[1], (sys.argv[2:] or ["HEAD"])[0]
for line in subprocess.run(["git","diff","-M","--name-status","--diff-filter=R",before,after,"--","tests"],capture_output=True,text=True).stdout.splitlines():
    _, a, b = line.split("\t")
    k = b.count("/") - a.count("/")
    if k <= 0 or not b.endswith(".py"): continue
    f = Path(b); t = f.read_text()
    n = re.sub(r"(?m)^( *from )(\.+)(?=[\w ])", lambda m: m[1] + m[2] + "." * k, t)
    if n != t: f.write_text(n); print(b)
