"""Every rule's page is true: its code is flagged on exactly the marked lines; the pages in docs are current."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from scopelint.api import check_text
from scopelint.config import Config
from scopelint.rules import SHARED, Rule, rules

HEADINGS = ["What it does", "Why it matters", "Example", "Use instead", "When it stays silent"]
ROOT = Path(__file__).parent.parent.parent
BLOCK = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
MARK = re.compile(r"#.*?\b(TFS\d{3})\b")

CASES = [
    pytest.param(rule, block, id=f"{rule.code}-{number}")
    for rule in rules().values()
    for number, block in enumerate(BLOCK.findall(rule.page))
]


@pytest.mark.parametrize(("rule", "block"), CASES)
def test_blocks_are_flagged_on_marked_lines(rule: Rule, block: str, tmp_path: Path) -> None:
    wanted = [(n, MARK.findall(line)) for n, line in enumerate(block.split("\n"), 1) if MARK.search(line)]
    outcome = check_text(block, str(tmp_path / "page.py"), Config(cache=False))
    assert outcome.errors == ()
    found = [(item.span.line, item.diagnostic.code) for item in outcome.report.findings]
    assert found == [(line, code) for line, codes in wanted for code in codes]


@pytest.mark.parametrize("rule", rules().values(), ids=lambda rule: rule.code)
def test_page_has_all_headings_and_an_example(rule: Rule) -> None:
    assert rule.page.startswith(f"# {rule.name} ({rule.code})\n")
    assert re.findall(r"^## (.*)$", rule.page, re.MULTILINE) == HEADINGS
    assert BLOCK.search(rule.page)
    assert rule.summary.endswith(".")


def test_files_are_named_for_the_fault() -> None:
    folder = ROOT / "scopelint" / "rules"
    files = {path.stem for path in folder.glob("*.py")} - SHARED - {"__init__"}
    assert files == {rule.name.replace("-", "_") for rule in rules().values()}


def test_generated_pages_are_current() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "docs" / "generate.py"), "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
