"""Make the pipeline's tables of some stories, up to their claims.

    python training/tables.py RAW OUT

RAW is a folder of articles as the pipeline reads them; OUT gets the tables. Everything else is as
params.yaml has it.
"""

import argparse
import subprocess
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
STAGES = ("ingest", "clean", "stories", "entities", "claims")


def main() -> None:
    """Run the stages one after another; ends with the exit status of the first that fails."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("raw", type=Path)
    parser.add_argument("output", type=Path)
    options = parser.parse_args()
    output = options.output.resolve()
    parameters = yaml.safe_load((ROOT / "params.yaml").read_text(encoding="utf-8"))
    parameters["ingest"]["raw"] = str(options.raw.resolve())
    output.mkdir(parents=True, exist_ok=True)
    own = output / "params.yaml"
    own.write_text(yaml.safe_dump(parameters), encoding="utf-8")
    for stage in STAGES:
        script = str(ROOT / "stages" / f"{stage}.py")
        places = ["--params", str(own), "--data", str(output), "--reports", str(output)]
        done = subprocess.run([sys.executable, script, *places], cwd=ROOT, check=False)
        if done.returncode:
            sys.exit(done.returncode)


if __name__ == "__main__":
    main()
