"""All benchmarks, one after the other: `python -m benchmarks`, or the names of some."""

import platform
import subprocess
import sys
from collections.abc import Mapping
from types import ModuleType

from benchmarks import answering, disagreeing, judging, proving

BENCHMARKS: Mapping[str, ModuleType] = {
    "judging": judging,
    "proving": proving,
    "answering": answering,
    "disagreeing": disagreeing,
}
# Each in a process of its own.
APART: Mapping[str, tuple[str, ...]] = {
    "wizard": ("benchmarks.wizard_share",),
    "editing": ("benchmarks.editing",),
    "replaying": ("benchmarks.replaying",),
    "advising": ("benchmarks.advising",),
}
LONG = ("replaying", "advising")  # some minutes by themselves: only when they are asked for


def main(names: list[str]) -> int:
    """Run the named ones, or all. Returns the exit code."""
    unknown = [name for name in names if name not in (*BENCHMARKS, *APART)]
    if unknown:
        print(f"There is no benchmark {unknown[0]}: choose from {', '.join((*BENCHMARKS, *APART))}.", file=sys.stderr)
        return 2
    print(f"{platform.python_implementation()} {platform.python_version()}, {platform.machine()}")
    for name, benchmark in BENCHMARKS.items():
        if not names or name in names:
            benchmark.main()
            sys.stdout.flush()
    failed = 0
    for name, module in APART.items():
        if name in names or (not names and name not in LONG):
            print(flush=True)
            failed = failed or subprocess.run((sys.executable, "-m", *module), check=False).returncode
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
