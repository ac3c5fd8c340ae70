"""How long a command takes, and the most memory that it and its children hold at a time."""

import pathlib
import re
import subprocess
import threading
import time


def children_of(process):
    """Of all its threads: a process is the child of the one that started it."""
    children = []
    for listed in pathlib.Path(f"/proc/{process}/task").glob("*/children"):
        try:
            children += [int(child) for child in listed.read_text().split()]
        except OSError:
            continue  # the thread has ended
    return children


def tree_bytes(process):
    """Memory that processes share counts once (proportional set size)."""
    try:
        listed = pathlib.Path(f"/proc/{process}/smaps_rollup").read_text()
        own = 1024 * int(re.search(r"^Pss:\s+(\d+)", listed, re.MULTILINE).group(1))
    except (OSError, AttributeError):
        own = 0
    return own + sum(tree_bytes(child) for child in children_of(process))


def timed(command, **options):
    """Seconds and bytes of a command that must succeed."""
    start = time.perf_counter()
    process = subprocess.Popen([str(word) for word in command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, **options)
    peak = [0]

    def watch():
        while process.poll() is None:
            peak[0] = max(peak[0], tree_bytes(process.pid))
            time.sleep(0.5)  # each look costs the process some milliseconds

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    _, said = process.communicate()
    seconds = time.perf_counter() - start
    watcher.join()
    if process.returncode:
        raise RuntimeError(f"{command[0]} ended with {process.returncode}: {said.decode(errors='replace')[-2000:]}")
    return seconds, peak[0]
