"""Benchmarks are scripts: their folder is where their shared modules are found.

It goes last, because it has modules named like stages.
"""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))
