"""The documentation is true: its Python blocks are clean or marked, its links lead somewhere, its version is ours."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from scopelint import __version__
from scopelint.api import check_files, check_text
from scopelint.config import Config

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted(p for p in (ROOT / "docs").rglob("*.md") if p.parent.name != "rules")]
BLOCK = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)#:]+)\)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_python_blocks_are_clean(page: Path, tmp_path: Path) -> None:
    for block in BLOCK.findall(page.read_text(encoding="utf-8")):
        outcome = check_text(block, str(tmp_path / "page.py"), Config(cache=False))
        assert (outcome.errors, outcome.report.findings) == ((), ())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    targets = LINK.findall(page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_every_page_can_be_reached_from_the_index() -> None:
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    linked = {(ROOT / "docs" / target).resolve() for target in LINK.findall(index)}
    assert [page.name for page in PAGES[1:] if page.resolve() not in linked and page.name != "index.md"] == []


def test_version_is_one() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    changelog = (ROOT / "docs" / "changelog.md").read_text(encoding="utf-8")
    assert project["version"] == __version__
    assert re.search(r"^## (\S+)", changelog, re.MULTILINE)[1] == __version__  # type: ignore[index]


def test_the_shipped_example_has_its_one_mistake() -> None:
    outcome = check_files([str(ROOT / "docs" / "example" / "gan.py")], Config(cache=False))
    assert outcome.errors == ()
    [found, *more] = outcome.report.findings
    assert found.diagnostic.code == "TFS101"
    assert found.diagnostic.variable == "discriminator/hidden/kernel"
    assert {item.diagnostic.code for item in more} <= {"TFS101"}
    assert [note.message for note in found.notes][:2] == [
        "first created by the call here",
        "created again by the call here",
    ]
