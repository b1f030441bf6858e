"""``python -m scopelint``: the command line."""

from scopelint.frontends.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
