"""Compares scopelint with real TensorFlow on many random programs.

    SCOPELINT_TF_PYTHONS=1.15=/path/to/python python tests/differential/many.py --version 1.15 --programs 20000 --seed 1

Mismatches are told in groups, each with its smallest program, and so is how many programs were not exact.
``--save FOLDER`` writes those programs there; ``--record FILE`` writes all programs and what TensorFlow did with them.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from comparing import VERSIONS, Difference, Outcome, TensorFlow, difference, interpreters, run
from random_programs import seeded
from reducing import reduced

BATCH = 20


def batches(tf: TensorFlow, version: str, seed: int, numbers: range) -> Iterator[tuple[int, str, Outcome | None]]:
    """Programs and what TensorFlow did with them. While one batch is looked at, the next is run."""
    waiting: list[list[tuple[int, str]]] = []
    for start in range(numbers.start, numbers.stop, BATCH):
        batch = [(n, seeded(version, seed, n)) for n in range(start, min(start + BATCH, numbers.stop))]
        tf.ask([text for _, text in batch])
        waiting.append(batch)
        if len(waiting) > 1:
            yield from answered(tf, waiting.pop(0))
    for batch in waiting:
        yield from answered(tf, batch)


def answered(tf: TensorFlow, batch: list[tuple[int, str]]) -> list[tuple[int, str, Outcome | None]]:
    return [(n, text, outcome) for (n, text), outcome in zip(batch, tf.answer(), strict=True)]


def alone(tf: TensorFlow, text: str, version: str, ops: bool) -> Difference | None:
    """The difference that a program shows in a process of its own."""
    return difference(tf.run(text), run(text, version), ops=ops)


def group(found: Difference) -> str:
    """What mismatches of one cause are likely to have in common."""
    return " | ".join([found.what, plain(found.theirs), plain(found.ours)])


def plain(text: str) -> str:
    text = re.sub(r"\d+", "0", text)
    return re.sub(r"[\w./:]*/", "", text)[:60] if " " not in text else text[:40]


def compare(version: str, seed: int, numbers: range, ops: bool) -> dict[str, list[tuple[int, str]]]:
    """By group: the programs on which the two disagree."""
    first, second = TensorFlow(interpreters()[version]), TensorFlow(interpreters()[version])
    groups: dict[str, list[tuple[int, str]]] = defaultdict(list)
    started = time.monotonic()
    for number, text, theirs in batches(first, version, seed, numbers):
        found = difference(theirs, run(text, version), ops=ops)
        if found is not None:
            found = alone(second, text, version, ops)
        if found is not None:
            groups[group(found)].append((number, text))
        done = number - numbers.start + 1
        if done % 500 == 0:
            wrong = sum(map(len, groups.values()))
            say(f"{version}: {done} programs, {wrong} mismatches, {time.monotonic() - started:.0f} s")
    first.close()
    second.close()
    return groups


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)  # noqa: T201


def tell(groups: dict[str, list[tuple[int, str]]], version: str, most: int, folder: Path | None, ops: bool) -> None:
    tf = TensorFlow(interpreters()[version])
    ordered = sorted(groups.items(), key=lambda pair: (pair[0].startswith(("op", "inexact")), -len(pair[1])))
    for position, (name, members) in enumerate(ordered):
        say(f"\n{len(members)} x {name}   e.g. {[number for number, _ in members[:5]]}")
        if position >= most:
            continue
        text = min((text for _, text in members), key=len)
        kind = group(alone(tf, text, version, ops) or Difference("", "", "")).split(" | ")[0]

        def shows(candidate: str, kind: str = kind) -> bool:
            found = alone(tf, candidate, version, ops)
            return found is not None and group(found).split(" | ")[0] == kind

        text = reduced(text, shows)
        say(text + str(alone(tf, text, version, ops)))
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{version}_{members[0][0]}.py").write_text(text, encoding="utf-8")
    tf.close()


def record(version: str, seed: int, numbers: range, path: Path) -> None:
    """Write programs and what TensorFlow did with each."""
    tf = TensorFlow(interpreters()[version])
    lines = ""
    for text in (seeded(version, seed, n) for n in numbers):
        outcome = tf.run(text)
        if outcome is not None:
            lines += json.dumps({"program": text, **outcome, "ops": []}) + "\n"
    tf.close()
    with gzip.GzipFile(path, "wb", mtime=0) as file:
        file.write(lines.encode())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--version", choices=VERSIONS, default="1.15")
    parser.add_argument("--programs", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--reduce", type=int, default=10, help="for how many groups to find the smallest program")
    parser.add_argument("--ops", action="store_true", help="compare the lists of all ops too")
    parser.add_argument("--save", type=Path, metavar="FOLDER")
    parser.add_argument("--record", type=Path, metavar="FILE")
    options = parser.parse_args()
    if options.version not in interpreters():
        parser.error(f"SCOPELINT_TF_PYTHONS names no Python with TensorFlow {options.version}")
    numbers = range(options.start, options.start + options.programs)
    if options.record:
        record(options.version, options.seed, numbers, options.record)
        return 0
    groups = compare(options.version, options.seed, numbers, options.ops)
    tell(groups, options.version, options.reduce, options.save, options.ops)
    inexact = sum(len(members) for name, members in groups.items() if name.startswith("inexact"))
    wrong = sum(map(len, groups.values())) - inexact
    say(f"{options.version}, seed {options.seed}: {options.programs} programs, {wrong} mismatches, {inexact} not exact")
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
