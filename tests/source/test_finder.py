"""Finding modules, projects and files."""

from __future__ import annotations

from pathlib import Path

from scopelint.source.finder import Finder, project_root, source_roots, walk


def make(root: Path, *names: str) -> None:
    for name in names:
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("", encoding="utf-8")


def test_find(tmp_path: Path) -> None:
    make(tmp_path, "one/a.py", "one/p/__init__.py", "one/p/b.py", "one/space/c.py", "two/space/d.py", "two/a.py")
    make(tmp_path, "one/both.py", "one/both/__init__.py", "one/beside.py", "one/beside/x.py", "one/data/notes.txt")
    finder = Finder([tmp_path / "one", tmp_path / "two"])

    def path(name: str) -> str | None:
        found = finder.find(name)
        return None if found is None or found.path is None else str(Path(found.path).relative_to(tmp_path))

    assert path("a") == "one/a.py"
    assert path("p") == "one/p/__init__.py"
    assert path("p.b") == "one/p/b.py"
    assert path("both") == "one/both/__init__.py"
    assert path("beside") == "one/beside.py"
    assert path("space.c") == "one/space/c.py"
    assert path("space.d") == "two/space/d.py"
    space = finder.find("space")
    assert space is not None
    assert (space.path, space.is_package, len(space.folders)) == (None, True, 2)
    for name in ("gone", "a.b", "p.gone", "A", "P.b", "space.gone"):
        assert finder.find(name) is None, name


def test_module_name(tmp_path: Path) -> None:
    finder = Finder([tmp_path, tmp_path / "src"])
    assert finder.module_name(tmp_path / "src/p/__init__.py") == "p"
    assert finder.module_name(tmp_path / "src/p/a.py") == "p.a"
    assert finder.module_name(tmp_path / "p/a.py") == "p.a"
    assert finder.module_name(tmp_path / "a-b.py") is None
    assert finder.module_name(tmp_path.parent / "a.py") is None
    assert finder.module_name(tmp_path / "a.txt") is None


def test_project(tmp_path: Path) -> None:
    make(
        tmp_path, "project/pyproject.toml", "project/src/p/__init__.py", "project/src/p/a.py", "project/scripts/run.py"
    )
    root = str(tmp_path / "project")
    assert project_root(tmp_path / "project/src/p/a.py") == root
    assert source_roots(tmp_path / "project/src/p/a.py") == (root, f"{root}/src")
    assert source_roots(tmp_path / "project/scripts/run.py") == (root, f"{root}/src", f"{root}/scripts")


def test_walk(tmp_path: Path) -> None:
    make(tmp_path, "b.py", "a/z.py", "a/y.ipynb", "a/x.txt", ".venv/v.py", "node_modules/n.py", "env/pyvenv.cfg")
    make(tmp_path, "env/lib/e.py", "build/built.py", "c/__pycache__/p.py")
    (tmp_path / "a/loop").symlink_to(tmp_path)
    (tmp_path / "again.py").symlink_to(tmp_path / "b.py")
    (tmp_path / "broken.py").symlink_to(tmp_path / "gone.py")
    found = [str(Path(file).relative_to(tmp_path)) for file in walk([tmp_path])]
    assert found == ["a/y.ipynb", "a/z.py", "again.py", "broken.py"]
    named = [tmp_path / "b.py", tmp_path / "build", tmp_path / "gone.py", tmp_path / "a/x.txt"]
    assert [Path(file).name for file in walk([*named, tmp_path / "b.py"])] == ["b.py", "built.py", "gone.py", "x.txt"]
