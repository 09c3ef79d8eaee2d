"""make bench: how long things take, as ratios measured side by side in one run. Fails nothing.

- compare / cut: a whole comparison (parse to ledger) against cutting both texts with
  `jieba.lcut` in the same warm process.
- growth: ten times the text, made of different real reports.
- process: `duizhao compare OLD NEW` from start to end, and `duizhao --help`.
- mutations: what of known changes to real reports is found (`tests.bench.mutations`).
- readability: what the marks in changed sentences leave unmarked (`tests.bench.readability`).

Reads the real reports in ../shared where they are present, else the demo editions.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from tests.bench import mutations, readability

ROOT = Path(__file__).resolve().parent.parent.parent
SHARED = ROOT.parent / "shared" / "data"
ROUNDS = 5
TIMES = 10


def forget() -> None:
    """Empty the engine's caches of results, so that no round lives on the one before.

    What is loaded once per process (a dictionary: a cache of one) stays.
    """
    for name, module in list(sys.modules.items()):
        if name.startswith("compare"):
            for cached in vars(module).values():
                if hasattr(cached, "cache_clear") and cached.cache_parameters()["maxsize"] != 1:
                    cached.cache_clear()


def seconds(
    work: Callable[[], object], rounds: int = ROUNDS, clock: Callable[[], float] = time.process_time
) -> float:
    """The median time of a piece of work; by default of this process' own, whatever else the machine does."""
    times = []
    for _ in range(rounds):
        forget()
        start = clock()
        work()
        times.append(clock() - start)
    return median(times)


def real_reports() -> list[Path]:
    """Different reports, the pair that is measured first."""
    national = SHARED / "national"
    if not national.is_dir():
        return []
    pair = [national / "2018.txt", national / "2019.txt"]
    others = [*sorted(national.glob("*.txt")), *sorted((SHARED / "provinces").rglob("*.txt"))]
    return pair + [path for path in others if path not in pair]


def demo_reports() -> list[Path]:
    return sorted((ROOT / "seeds").rglob("*.txt"))[:2]


def read(path: Path) -> str:
    from compare.readers import read_document

    return read_document([(path.name, path.read_bytes())]).text


def compare(old: str, new: str) -> object:
    from compare.engine import compare_texts
    from compare.model import Edition, Text

    return compare_texts(Edition(Text(old), key="old"), Edition(Text(new), key="new"))


def measure_ratio(old: str, new: str) -> None:
    import jieba

    jieba.setLogLevel("WARNING")
    jieba.lcut(old[:100])
    compare(old, new)
    whole = seconds(lambda: compare(old, new))
    cut = seconds(lambda: (jieba.lcut(old), jieba.lcut(new)))
    size = len(old) + len(new)
    print(f"compare / cut   {whole / cut:6.2f} times   ({whole:.3f} s / {cut:.3f} s, {size:,} characters)")


def measure_growth(texts: Sequence[str]) -> None:
    """Ten times the text in one comparison, against the mean of ten comparisons of a tenth of it each."""
    size = len(texts[0])
    old, new = ("\n\n".join(texts[side::2])[: TIMES * size] for side in (0, 1))
    if min(len(old), len(new)) < TIMES * size:
        print("growth          not measured: needs the real reports in ../shared")
        return
    tenths = [(old[at : at + size], new[at : at + size]) for at in range(0, TIMES * size, size)]
    small = sum(seconds(lambda pair=pair: compare(*pair), 1) for pair in tenths) / TIMES
    large = seconds(lambda: compare(old, new), 3)
    print(
        f"growth          {large / small:6.2f} times   for {TIMES} times the text ({large:.2f} s / {small:.2f} s)"
    )


def measure_process(old: Path, new: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        output = str(Path(folder, "out.json"))
        duizhao = str(Path(sys.executable).with_name("duizhao"))
        arguments = [duizhao, "compare", str(old), str(new), "--format", "json", "-o", output]

        def run(command: list[str]) -> None:
            subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)

        for words, command in (("process compare", arguments), ("process --help", [duizhao, "--help"])):
            taken = seconds(lambda command=command: run(command), 3, time.perf_counter)
            print(f"{words:<15} {taken:6.2f} s")


def main() -> None:
    paths = real_reports() or demo_reports()
    print(f"{paths[0].name} against {paths[1].name}, median of {ROUNDS}")
    texts = [read(path) for path in paths]
    measure_ratio(texts[0], texts[1])
    measure_growth(texts)
    measure_process(paths[0], paths[1])
    mutations.report()
    readability.report(paths[:2], *readability.development_pairs())


if __name__ == "__main__":
    main()
