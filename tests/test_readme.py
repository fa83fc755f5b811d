"""Every command of the README does what it says: run as written, in a folder of sample tables."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from loaders.sample import write_sample

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = [block.strip() for block in re.findall(r"```bash\n(.+?)```", README, re.DOTALL)]
SNIPPETS = re.findall(r"```python\n(.+?)```", README, re.DOTALL)
COMMANDS = [line.split("  #")[0].strip() for block in BLOCKS for line in block.splitlines()]

ON_SERVER = ("python -m tests.neo4j_server", "export NEO4J_USER=", "creditgraph --store neo4j://")
NEEDS_AN_ENGINE = ("docker compose up -d",)
"""No container engine runs where the tests do: test_containers holds the file that this reads."""
IS_THIS_RUN = ("make test", "make serve")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the tables that the README loads."""
    folder = tmp_path_factory.mktemp("readme")
    write_sample(folder / "样例", enterprises=120, seed=3)
    for made, name in (("双公示", "双公示"), ("市场监管", "登记")):
        shutil.move(folder / "样例" / made, folder / name)
    return folder


def run(command: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command line as a shell runs it, with the program of this environment first on the path."""
    settings = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "CREDITGRAPH_STORE": f"sqlite:///{folder / '库.db'}",
        "CREDITGRAPH_KEY_FILE": str(folder / "person.key"),
        "PYTHONPATH": str(ROOT),
        **environment,
    }
    return subprocess.run(["bash", "-c", command], cwd=folder, env=settings, capture_output=True, text=True)


def of_the_program(command: str) -> bool:
    return command.startswith("creditgraph ") and not command.startswith(ON_SERVER)


def test_every_command_has_a_test() -> None:
    known = (*ON_SERVER, *NEEDS_AN_ENGINE, *IS_THIS_RUN, "make demo", 'echo "NEO4J_PASSWORD=')
    assert [one for one in COMMANDS if not of_the_program(one) and not one.startswith(known)] == []
    assert len([one for one in COMMANDS if of_the_program(one)]) > 8


@pytest.mark.slow
def test_commands_of_the_program(desk: Path) -> None:
    inline: list[str] = re.findall(r"`(creditgraph templates [^`]+)`", README)
    assert inline
    for command in [*filter(of_the_program, COMMANDS), *inline]:
        done = run(command, desk)
        refused = command.startswith("creditgraph load")
        assert done.returncode == (1 if refused else 0), (command, done.stdout, done.stderr)
        assert "Traceback" not in done.stderr
    assert (desk / "退回.csv").exists()
    assert (desk / "备份.cgz").exists()
    assert list((desk / "模板").iterdir())


@pytest.mark.slow
def test_snippets_of_python(desk: Path) -> None:
    (snippet,) = SNIPPETS
    assert run("creditgraph load 登记/", desk).returncode in {0, 1}
    done = run(f"python - <<'END'\n{snippet}\nEND", desk)
    assert done.returncode == 0, done.stderr
    assert re.match(r"MultiDiGraph with [1-9]\d* nodes", done.stdout), done.stdout


def test_the_password_file(desk: Path) -> None:
    (command,) = [one for one in COMMANDS if one.startswith("echo ")]
    assert run(command, desk).returncode == 0
    assert re.fullmatch(r"NEO4J_PASSWORD=[0-9a-f]{32}\n", (desk / ".env").read_text())


@pytest.mark.slow
def test_make_demo(tmp_path: Path) -> None:
    make = f"make -f {ROOT / 'Makefile'} -o {sys.prefix}/runtime.stamp VENV={sys.prefix} demo"
    done = run(f"unset CREDITGRAPH_STORE; {make}", tmp_path)
    assert done.returncode == 0, done.stderr
    assert len(list((tmp_path / "demo").glob("报告*.html"))) == 3
    assert "在册措施" in done.stdout


@pytest.mark.slow
@pytest.mark.neo4j
@pytest.mark.usefixtures("neo4j_url")
def test_commands_of_a_server_without_containers(desk: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    start, export, first = (
        next(one for one in COMMANDS if one.startswith(begin)).replace("7687", port) for begin in ON_SERVER
    )
    ready = "for i in $(seq 90); do grep -q bolt 服务.log && break; sleep 1; done"
    script = f"{start.removesuffix('&')} > 服务.log 2>&1 & owner=$!; {ready}; {export}; {first}; code=$?"
    done = run(f"{script}; kill $owner; wait; exit $code", desk)
    assert done.returncode == 0, (done.stderr, (desk / "服务.log").read_text())
    assert "已就绪" in done.stderr
