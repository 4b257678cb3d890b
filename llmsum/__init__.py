"""Policy briefings from Chinese industrial-park speeches, every line cited and checked."""

__version__ = "0.1.0"
