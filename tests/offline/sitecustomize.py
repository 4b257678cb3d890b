"""On the PYTHONPATH of the processes that tests start: they are offline too."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))

from network import network

network.block()
sys.path.pop()
