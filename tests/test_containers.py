"""The container files say what they must: loopback only, no password inside, the locked packages, nothing missing."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

ROOT = Path(__file__).parent.parent
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")


def test_every_port_is_bound_to_this_machine() -> None:
    ports = [port for service in COMPOSE["services"].values() for port in service["ports"]]
    assert ports
    assert all(port.startswith("127.0.0.1:") for port in ports)


def test_the_password_comes_from_outside_and_is_never_committed() -> None:
    for service in COMPOSE["services"].values():
        for name, value in service["environment"].items():
            if name in ("NEO4J_AUTH", "NEO4J_PASSWORD"):
                assert re.fullmatch(r"(neo4j/)?\$\{NEO4J_PASSWORD:\?[^}]+\}", value)
    assert ".env" in (ROOT / ".gitignore").read_text(encoding="utf-8").split()


def test_the_api_waits_for_a_healthy_server_and_reports_its_own_health() -> None:
    assert COMPOSE["services"]["api"]["depends_on"] == {"neo4j": {"condition": "service_healthy"}}
    assert "test" in COMPOSE["services"]["neo4j"]["healthcheck"]
    assert "HEALTHCHECK" in DOCKERFILE


def test_the_image_holds_the_locked_packages_and_every_folder_of_the_project() -> None:
    assert "pip install --require-hashes -r requirements/runtime.lock" in DOCKERFILE
    copied = {word for line in re.findall(r"^COPY (?!--)(.+) \S+$", DOCKERFILE, re.MULTILINE) for word in line.split()}
    let_in = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    within = {word for word in copied if any(word.startswith(f"{one}/") for one in let_in)}
    assert copied - within == let_in
    assert {"api", "graph", "loaders", "queries", "visual", "pyproject.toml"} <= copied
    assert all((ROOT / name).exists() for name in copied)
