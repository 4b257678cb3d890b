"""A model behind an address, and how the command line names it."""

from dataclasses import dataclass

from pydantic import SecretStr


@dataclass(frozen=True)
class Served:
    """What a test needs to ask a model: its name, its address, and the key if it wants one."""

    model: str
    base_url: str
    api_key: SecretStr | None = None

    @property
    def arguments(self) -> list[str]:
        """Options of the command line. The model labels, so that no request depends on the
        floating-point noise of the probe."""
        return [
            *("--model", f"llamacpp/{self.model}"),
            *("--base-url", self.base_url),
            *("--labeller", "model"),
        ]
