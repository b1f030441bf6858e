"""`Report`: the findings of a run over files, chosen, made one of many, silenced by comments, and in order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scopelint.diagnostic import Certainty, Diagnostic
from scopelint.report.comments import Comments
from scopelint.report.located import Located, Sights

OFF_BY_DEFAULT = ("TFS903",)


@dataclass(frozen=True, slots=True)
class Choice:
    """Which findings are reported: codes by their beginnings, and how sure."""

    select: tuple[str, ...] = ("TFS",)
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    certainty: Certainty = Certainty.LIKELY

    def takes(self, finding: Diagnostic) -> bool:
        return finding.certainty >= self.certainty and self.takes_code(finding.code)

    def takes_code(self, code: str) -> bool:
        if code.startswith(self.extend_select):
            return True
        chosen = _longest(code, self.select)
        if code in OFF_BY_DEFAULT and chosen < len(code):
            return False
        return chosen > _longest(code, self.ignore)


def _longest(code: str, beginnings: Iterable[str]) -> int:
    """The length of the longest beginning that fits, -1 for none."""
    return max((len(b) for b in beginnings if code.startswith(b)), default=-1)


@dataclass(frozen=True, slots=True)
class Report:
    """What a run over files found.

    ``checked`` counts the files looked at, ``skipped`` those of them that do not mention TensorFlow. ``errors`` are
    internal errors, one line each: what is missing because of them is not clean, it is unknown.
    """

    findings: tuple[Located, ...] = ()
    checked: int = 0
    skipped: int = 0
    silenced: int = 0
    errors: tuple[str, ...] = ()


def choose(findings: Iterable[Diagnostic], choice: Choice) -> list[Diagnostic]:
    """The findings to report, each once: of several with one code, place and variable, the surest."""
    best: dict[tuple[object, ...], Diagnostic] = {}
    for finding in findings:
        if not choice.takes(finding):
            continue
        place = finding.place
        key = (finding.code, place.file, place.line, place.call, finding.variable or finding.message)
        known = best.get(key)
        if known is None or finding.certainty > known.certainty:
            best[key] = finding
    return list(best.values())


def locate(findings: Sequence[Diagnostic], sights: Sights) -> tuple[list[Located], int]:
    """The findings with their spans, in order, without those that a comment silences; and how many those were."""
    comments: dict[str, Comments] = {}
    located = []
    for finding in findings:
        path = finding.place.file
        if path not in comments:
            comments[path] = Comments(sights.lines(path))
        found = sights.locate(finding)
        if not comments[path].silence(finding.code, *found.extent):
            located.append(found)
    located.sort(key=Located.order)
    return located, len(findings) - len(located)
