"""Run a command; its clock, processor seconds and peak memory as JSON on standard error.

A program of its own, and a small one: on Linux a process's peak begins with that of the
process that started it.
"""

import json
import resource
import subprocess
import sys
import time

if __name__ == "__main__":
    began = time.perf_counter()
    status = subprocess.run(sys.argv[1:], check=False).returncode  # noqa: S603
    clock = time.perf_counter() - began
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    peak = used.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)  # bytes there, kB here
    print(json.dumps([clock, used.ru_utime + used.ru_stime, peak]), file=sys.stderr)
    sys.exit(status)
