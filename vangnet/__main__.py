"""`python -m vangnet` is the command `vangnet`."""

import sys

from vangnet.config.cli import main

sys.exit(main())
