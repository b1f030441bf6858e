"""Where installed packages lie, by the layouts that Python, venv, conda and pip make, and which are read."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from scopelint.source.finder import Finder
from scopelint.source.installed import SMALL, Installed, site_folders, worth_reading

LAYOUTS = ["lib/python3.7/site-packages", "lib/python2.7/dist-packages", "lib/pypy3.9/site-packages"]


def environment(folder: Path, inner: str = "lib/python3.7/site-packages") -> Path:
    site = folder / inner
    site.mkdir(parents=True)
    (folder / "pyvenv.cfg").write_text("home = /usr/bin\n")
    return site


@pytest.mark.parametrize("inner", LAYOUTS)
def test_an_environment_is_named_by_its_folder(tmp_path: Path, inner: str) -> None:
    site = environment(tmp_path / "any", inner)
    assert site_folders([str(tmp_path / "any")], str(tmp_path)) == (str(site),)


def test_a_folder_that_packages_lie_in_is_taken_as_it_is(tmp_path: Path) -> None:
    assert site_folders([str(tmp_path)], "elsewhere") == (str(tmp_path),)


def test_none_reads_nothing(tmp_path: Path) -> None:
    environment(tmp_path / ".venv")
    assert site_folders(["none"], str(tmp_path)) == ()


@pytest.mark.parametrize("name", [".venv", "venv", "env"])
def test_the_projects_own_environment_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    active = environment(tmp_path / "active")
    monkeypatch.setenv("VIRTUAL_ENV", str(tmp_path / "active"))
    assert site_folders(["auto"], str(tmp_path)) == (str(active),)
    own = environment(tmp_path / name)
    assert site_folders(["auto"], str(tmp_path)) == (str(own),)


def test_a_folder_called_env_need_not_be_an_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "env" / "lib" / "python3.7" / "site-packages").mkdir(parents=True)
    monkeypatch.setenv("VIRTUAL_ENV", "")
    monkeypatch.setenv("CONDA_PREFIX", str(tmp_path / "conda"))
    conda = environment(tmp_path / "conda")
    assert site_folders(["auto"], str(tmp_path)) == (str(conda),)


def test_without_any_this_pythons_packages_are_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VIRTUAL_ENV", raising=False)
    monkeypatch.delenv("CONDA_PREFIX", raising=False)
    site = tmp_path / "site-packages"
    site.mkdir()
    monkeypatch.setattr(sys, "path", [str(tmp_path), str(site)])
    assert site_folders(["auto"], str(tmp_path / "project")) == (str(site),)


def test_packages_installed_for_editing_are_found(tmp_path: Path) -> None:
    site = environment(tmp_path / "venv")
    (tmp_path / "source").mkdir()
    (site / "__editable__.source.pth").write_text(f"# a comment\nimport os\n{tmp_path / 'source'}\nmissing\n")
    assert site_folders([str(tmp_path / "venv")], "") == (str(site), str(tmp_path / "source"))


def package(folder: Path, **files: str) -> Path:
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / f"{name}.py").write_text(text)
    return folder


def test_what_uses_tensorflow_or_is_small_is_read(tmp_path: Path) -> None:
    large = {f"m{i}": "" for i in range(SMALL + 1)}
    assert worth_reading(str(package(tmp_path / "small", a="", b="")))
    assert not worth_reading(str(package(tmp_path / "large", **large)))
    assert worth_reading(str(package(tmp_path / "models", **large, z="import tensorflow as tf\n")))
    compiled = package(tmp_path / "compiled", a="")
    (compiled / "_speedups.cpython-37m-x86_64-linux-gnu.so").write_bytes(b"")
    assert not worth_reading(str(compiled))


def test_installed_modules_resolve_beside_the_projects(tmp_path: Path) -> None:
    project, site = tmp_path / "project", tmp_path / "site"
    package(project / "pack", __init__="")
    package(site / "pack", __init__="", inner="")
    package(site / "other" / "sub", __init__="", deep="")
    (site / "other" / "__init__.py").write_text("")
    finder, installed = Finder([project]), Installed([site])
    assert finder.find("pack.inner") is None
    assert finder.find("other") is None
    found = installed.find("other.sub.deep")
    assert found is not None
    assert found.path == str(site / "other" / "sub" / "deep.py")
    assert installed.find("other.sub.absent") is None
