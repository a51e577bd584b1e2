"""What stands ready for the forge: workflows, forms, hooks; each promise held to its file."""

from __future__ import annotations

import configparser
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

WORKFLOWS = ("check", "edition", "links", "site", "test")


def _workflow(root: Path, name: str) -> tuple[str, dict[Any, Any]]:
    """Return a workflow as text and as data."""
    text = (root / f".github/workflows/{name}.yml").read_text(encoding="utf-8")
    return text, yaml.safe_load(text)


def _steps(workflow: dict[Any, Any]) -> list[dict[str, Any]]:
    """Return every step of every job."""
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def test_the_workflows_are_these(root: Path) -> None:
    """No other runs."""
    assert sorted(p.stem for p in (root / ".github/workflows").iterdir()) == sorted(WORKFLOWS)


@pytest.mark.parametrize("name", WORKFLOWS)
def test_actions_are_pinned_by_commit_and_tell_their_version(root: Path, name: str) -> None:
    """A tag can be moved to other code; a commit cannot."""
    text, workflow = _workflow(root, name)
    used = [step["uses"] for step in _steps(workflow) if "uses" in step]
    assert used
    assert [each for each in used if not re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", each)] == []
    assert len(re.findall(r"uses: \S+ # v\d+\.\d+\.\d+$", text, re.MULTILINE)) == len(used)


@pytest.mark.parametrize("name", WORKFLOWS)
def test_whatever_a_workflow_runs_is_a_make_target(root: Path, name: str) -> None:
    """What fails there fails here; `.ci/run` is `make test` with a browser."""
    targets = re.search(r"^\.PHONY: (.*)$", (root / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert targets
    known = {".ci/run", *(f"make {each}" for each in targets[1].split())}
    run = [step["run"] for step in _steps(_workflow(root, name)[1]) if "run" in step]
    assert [each for each in run if each not in known] == []


@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_workflow_has_the_least_rights_and_no_secret(root: Path, name: str) -> None:
    """Nothing by default; who runs code of a pull request may read, and keeps no token."""
    text, workflow = _workflow(root, name)
    assert workflow["permissions"] == {}
    assert "secrets." not in text
    assert {*workflow[True]} & {"pull_request_target", "workflow_run"} == set()  # YAML 1.1: on
    for job in workflow["jobs"].values():
        writes = {right for right, level in job["permissions"].items() if level == "write"}
        runs_ours = any("run" in step for step in job["steps"])
        assert not (writes and runs_ours), name
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False


def test_links_are_looked_at_every_week_and_editions_frozen_by_their_tag(root: Path) -> None:
    """One line of cron; a tag like 2026.1."""
    assert _workflow(root, "links")[1][True]["schedule"] == [{"cron": "17 4 * * 1"}]
    assert _workflow(root, "edition")[1][True]["push"] == {"tags": ["[0-9][0-9][0-9][0-9].[0-9]+"]}


def test_only_an_edition_is_published(root: Path) -> None:
    """A tag lays every edition out; no push to a branch reaches a reader."""
    jobs = _workflow(root, "site")[1]["jobs"]
    run = [step.get("run") for step in jobs["editions"]["steps"] if "run" in step]
    assert run == ["make editions", "make pango", "make book", "make publish"]
    assert jobs["editions"]["if"] == "github.ref_type == 'tag'"
    assert jobs["deploy"]["needs"] == "editions"


def test_no_template_has_more_than_five_boxes(root: Path) -> None:
    """Who must tick twenty boxes reads none."""
    templates = [*(root / ".github").glob("**/*.md")]
    boxes = {p.name: p.read_text("utf-8").count("- [ ]") for p in templates}
    assert {name: count for name, count in boxes.items() if not 1 <= count <= 5} == {}
    assert {*boxes} == {"pull_request_template.md", "correction.md", "new.md", "machinery.md"}


def test_the_hooks_need_nothing_but_our_environment(root: Path) -> None:
    """Every hook is a line of ours; pre-commit fetches nothing and installs nothing."""
    config = yaml.safe_load((root / ".pre-commit-config.yaml").read_text("utf-8"))
    assert [each["repo"] for each in config["repos"]] == ["local"]
    hooks = config["repos"][0]["hooks"]
    assert {each["language"] for each in hooks} == {"system"}
    assert [each["id"] for each in hooks if not each["entry"].startswith(".venv/bin/python ")] == []


def test_editors_are_told_how_files_end_and_the_files_do(root: Path) -> None:
    """`.editorconfig` says LF, a last line that ends, and no blanks before it."""
    config = configparser.ConfigParser()
    config.read_string("[root]\n" + (root / ".editorconfig").read_text("utf-8"))
    assert config["*"]["end_of_line"] == "lf"
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, check=True)  # noqa: S607 - git is where it is
    wrong = []
    for name in filter(None, listed.stdout.decode().split("\0")):
        path = root / name
        if path.suffix in (".md", ".py", ".yml", ".bib", ".html", ".json", ".toml", ".css", ".js"):
            content = path.read_bytes()
            blanks = re.search(rb"[ \t]\n", content) and path.suffix != ".html"
            if b"\r" in content or not (content or b"\n").endswith(b"\n") or blanks:
                wrong.append(name)
    assert wrong == []


def test_the_container_and_the_tasks_are_readable(root: Path) -> None:
    """Strict JSON; the task's pattern reads a finding as `check.py` prints it."""
    container = json.loads((root / ".devcontainer/devcontainer.json").read_text("utf-8"))
    assert container["postCreateCommand"].startswith("make ")
    (task,) = json.loads((root / ".vscode/tasks.json").read_text("utf-8"))["tasks"]
    pattern = task["problemMatcher"]["pattern"]["regexp"]
    found = re.match(pattern, "docs/a.md:7: x must y; got z. Why? [value-is-known]")
    assert found
    assert found.groups() == ("docs/a.md", "7", "x must y; got z. Why?", "value-is-known")


def test_the_hooks_stop_a_slip_and_let_it_pass_once_mended(root: Path, tmp_path: Path) -> None:
    """Run as git runs them, in a clone, with the environment that `make` made."""
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "--quiet", str(root), str(clone)], check=True)  # noqa: S603, S607 - our own words
    (clone / ".venv").symlink_to(Path(sys.prefix))
    page = clone / "docs/series/kazakhstan/achievements.md"
    good = page.read_text(encoding="utf-8")
    slip = good.replace("basis: official", "basis: oficial", 1)  # codespell:ignore oficial
    said = []
    for text in (slip, good):
        page.write_text(text, encoding="utf-8")
        command = [sys.executable, "-m", "pre_commit", "run", "--files", str(page)]
        home = {**os.environ, "PRE_COMMIT_HOME": str(tmp_path / "home")}
        done = subprocess.run(  # noqa: S603 - our own words
            command, cwd=clone, env=home, capture_output=True, text=True, check=False
        )
        said.append((done.returncode, 'Did you mean "official"?' in done.stdout))
    assert said == [(1, True), (0, False)]
