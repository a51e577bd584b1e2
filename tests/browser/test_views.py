"""The derived views: whole without scripts, quick to narrow with them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from dossier.model import Dossier
from dossier.read import Reading

pytestmark = pytest.mark.browser


@pytest.fixture(scope="session")
def dossier(real: Reading) -> Dossier:
    """Return the real dossier."""
    return real.dossier


def _claims(dossier: Dossier, actor: str = "") -> int:
    """Return how many statements there are, or concern an actor."""
    return sum(
        each.form == "statement" and (not actor or actor in dossier.actors_of(each))
        for each in dossier.statements.values()
    )


def test_the_register_is_whole_without_scripts(
    browser: Browser, address: str, dossier: Dossier
) -> None:
    """A table with every statement, and no form that would do nothing."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}claims/")
    expect(page.locator("#register-rows tbody tr")).to_have_count(_claims(dossier))
    expect(page.locator("form.filters")).to_be_hidden()
    context.close()


def test_the_register_narrows_by_actor_and_keeps_the_choice_in_the_address(
    page: Page, address: str, dossier: Dossier
) -> None:
    """The rows left are those of the model; the address brings them back."""
    page.goto(f"{address}claims/")
    page.get_by_label("Actor").select_option("hikvision")
    wanted = _claims(dossier, "hikvision")
    rows = page.locator("#register-rows tbody tr:visible")
    expect(rows).to_have_count(wanted)
    expect(page.get_by_role("status").last).to_have_text(f"{wanted} of {_claims(dossier)}")
    assert page.url.endswith("?actor=hikvision")
    page.reload()
    expect(rows).to_have_count(wanted)
    page.get_by_role("button", name="Show all").click()
    expect(rows).to_have_count(_claims(dossier))


def test_filters_work_after_a_page_change_without_a_reload(page: Page, address: str) -> None:
    """Instant navigation brings the form to life as a first visit does."""
    page.goto(address)
    page.get_by_role("link", name="Views").first.click()
    page.get_by_label("Status").select_option("disputed")
    expect(page.locator("#register-rows tbody tr:visible").first).to_contain_text("disputed")


def test_disputed_statements_stand_side_by_side(page: Page, address: str) -> None:
    """Izghali, Dulatbekov and Tan are one group."""
    page.goto(f"{address}claims/")
    group = page.locator(".dispute", has_text="Rymbek Izghali")
    expect(group).to_contain_text("Nurlan Dulatbekov")
    expect(group).to_contain_text("Leonid Tan")


def test_the_chronology_narrows_by_kind_and_year(page: Page, address: str) -> None:
    """Years without a row left go, headings and all."""
    page.goto(f"{address}chronology/")
    page.get_by_label("Kind").select_option("statement")
    page.get_by_label("From").fill("2020")
    page.get_by_label("to", exact=True).fill("2020")
    expect(page.locator("#y2019")).to_be_hidden()
    expect(page.locator("#y2020")).to_be_visible()


@pytest.mark.parametrize("way", ["hover", "focus"])
def test_the_network_lights_an_actor_and_its_neighbours(page: Page, address: str, way: str) -> None:
    """By pointer and by keyboard: neighbours stay, the others fade."""
    page.goto(f"{address}network/")
    node = page.locator("[data-node='korkem-telecom']")
    if way == "hover":
        node.locator("circle").hover()
    else:
        node.focus()
    expect(page.locator("[data-node='dahua']")).to_have_class("node on")
    expect(page.locator("[data-node='norway']")).to_have_class("node")


def test_every_edge_of_the_network_leads_to_its_statement(page: Page, address: str) -> None:
    """A line is a link; following one lands on the statement."""
    page.goto(f"{address}network/")
    edge = page.locator("a.edge[data-ends='korkem-telecom sergek']").first
    edge.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/series/kazakhstan/achievements/#kz-*")


def test_a_place_on_the_map_leads_to_what_is_claimed_of_it(page: Page, address: str) -> None:
    """The pin of Xinjiang goes to its section."""
    page.goto(f"{address}places/")
    page.get_by_role("link", name="Xinjiang").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/places/#xinjiang")
