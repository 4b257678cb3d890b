"""`llmsum schedule`: refreshes by the clock, here in the foreground or by the system's own timers."""

from llmsum.schedule.loop import keep_refreshing
from llmsum.schedule.times import next_time
from llmsum.schedule.units import Unit, units

__all__ = ["Unit", "keep_refreshing", "next_time", "units"]
