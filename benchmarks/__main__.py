"""All benchmarks, one after the other: `python -m benchmarks`, or the names of some."""

import platform
import subprocess
import sys
from collections.abc import Mapping
from types import ModuleType

from benchmarks import answering, judging, proving

# Fewer draws than by itself, so that all of them together take a few minutes.
WIZARD = (sys.executable, "-m", "benchmarks.wizard_share", "--draws", "10", "--companies", "100")
BENCHMARKS: Mapping[str, ModuleType] = {"judging": judging, "proving": proving, "answering": answering}


def main(names: list[str]) -> int:
    """Run the named ones, or all. Returns the exit code."""
    unknown = [name for name in names if name not in (*BENCHMARKS, "wizard")]
    if unknown:
        print(f"There is no benchmark {unknown[0]}: choose from {', '.join((*BENCHMARKS, 'wizard'))}.", file=sys.stderr)
        return 2
    print(f"{platform.python_implementation()} {platform.python_version()}, {platform.machine()}")
    for name, benchmark in BENCHMARKS.items():
        if not names or name in names:
            benchmark.main()
            sys.stdout.flush()
    if not names or "wizard" in names:
        print(flush=True)
        return subprocess.run(WIZARD, check=False).returncode
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
