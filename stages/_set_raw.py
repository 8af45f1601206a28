"""Set ingest.raw in params.yaml, leaving every other line as it is: _set_raw.py FILE FOLDER."""

import json
import re
import sys
from pathlib import Path

path, folder = Path(sys.argv[1]), sys.argv[2]
text, count = re.subn(
    r"^(  raw: ).*$",
    lambda match: match.group(1) + json.dumps(folder),
    path.read_text(encoding="utf-8"),
    count=1,
    flags=re.MULTILINE,
)
if not count:
    sys.exit(f"{path}: no line `  raw: …` in section ingest; add it")
path.write_text(text, encoding="utf-8")
