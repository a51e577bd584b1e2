"""The script of the weekly workflow: one issue, opened once, then updated."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser

_RUN = """([script, open]) => {
  const calls = [];
  const note = (name) => async (given) => calls.push([name, given]);
  const issues = {
    listForRepo: async (given) => { calls.push(["list", given]); return { data: open }; },
    create: note("create"),
    update: note("update"),
  };
  const require = () => ({ readFileSync: () => "x".repeat(70000) });
  const run = new (async () => {}).constructor("github", "context", "require", script);
  const repo = { owner: "o", repo: "r" };
  return run({ rest: { issues } }, { repo }, require).then(() => calls);
}"""


@pytest.mark.browser
@pytest.mark.parametrize(
    ("already", "wanted"), [([], "create"), ([{"number": 7}], "update")], ids=["none", "one"]
)
def test_one_issue_is_opened_or_updated(
    already: list[dict[str, int]], wanted: str, browser: Browser, root: Path
) -> None:
    """With what its label finds, and no longer than the forge takes."""
    workflow = yaml.safe_load((root / ".github/workflows/links.yml").read_text("utf-8"))
    job = workflow["jobs"]["tell"]
    assert (job["needs"], job["permissions"]) == ("sweep", {"issues": "write"})
    page = browser.new_page()
    calls: list[Any] = page.evaluate(_RUN, [job["steps"][-1]["with"]["script"], already])
    page.close()
    assert [name for name, _ in calls] == ["list", wanted]
    assert (calls[0][1]["labels"], calls[0][1]["state"]) == ("links", "open")
    given = calls[1][1]
    assert (given["owner"], len(given["body"])) == ("o", 60_000)
    assert given.get("issue_number") == (7 if already else None)
    assert given.get("labels") == (None if already else ["links"])
