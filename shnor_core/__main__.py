"""The command line: ``python -m shnor_core build | check``."""

from __future__ import annotations

import sys

from shnor_core.workflow.commands import main

if __name__ == "__main__":
    sys.exit(main())
