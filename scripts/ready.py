"""Say in one sentence what this machine lacks: needs nothing but Python's own library.

`environment DIR` makes the virtual environment, `port N` sees that a port is free,
`lock` pins the dependencies anew.
"""

import argparse
import socket
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST = (3, 11)


def environment(folder: str) -> str:
    """Make a virtual environment unless it is there; return what is missing, or nothing."""
    if sys.version_info < OLDEST:
        found = ".".join(str(part) for part in sys.version_info[:3])
        return (
            f"Python {OLDEST[0]}.{OLDEST[1]} or newer is needed, this is {found}:"
            " install it and say `make PYTHON=python3.11 …`."
        )
    if Path(folder, "bin", "python").exists():
        return ""
    try:
        import ensurepip  # noqa: F401, PLC0415 - Debian ships it apart
        import venv  # noqa: PLC0415 - as above
    except ImportError:
        return (
            "Python’s venv module is missing:"
            " install it (on Debian and Ubuntu `apt install python3-venv`)."
        )
    venv.create(folder, with_pip=True, symlinks=True)
    return ""


def port(number: str) -> str:
    """Return nothing when a local port is free, else what to do."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", int(number)))
        except (OSError, OverflowError, ValueError):
            return f"Port {number} is taken: stop what uses it, or say `make serve PORT=8001`."
    return ""


def lock(_: str) -> str:
    """Pin what pyproject.toml asks for, with hashes, for Python 3.11.2 (Debian 12) and later."""
    for target, extra in (
        ("requirements.lock", []),
        ("requirements-test.lock", ["--group", "test"]),
    ):
        command = [
            *(sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--universal"),
            *("--python-version", "3.11.2", "--generate-hashes", "--no-emit-index-url"),
            *("--custom-compile-command", "make lock", "pyproject.toml", *extra),
            *("--output-file", target),
        ]
        if subprocess.run(command, cwd=ROOT, check=False).returncode:  # noqa: S603 - our own words
            return f"{target} could not be made: what uv says above tells why."
    return ""


STEPS = {"environment": environment, "port": port, "lock": lock}


def main() -> int:
    """Run one step; print what is missing and return 1, or return 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("step", choices=sorted(STEPS))
    parser.add_argument("argument", nargs="?", default="")
    args = parser.parse_args()
    missing = STEPS[args.step](args.argument)
    if missing:
        print(missing, file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
