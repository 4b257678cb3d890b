"""How good held-out labels are."""

from dataclasses import dataclass

import numpy as np

from llmsum.tasks.probe.features import Matrix


@dataclass(frozen=True)
class Figures:
    """`f1` is of the role deployment; `theme` counts a first theme that is among the right ones,
    `theme_two` one of the first two; both on true deployments. All within 0…1."""

    sentences: int
    f1: float
    accuracy: float
    theme: float
    theme_two: float

    @staticmethod
    def head() -> str:
        """The first two lines of the Markdown table."""
        names = ("", "sentences", "deployment F1", "six roles", "theme", "theme, best two")
        return f"| {' | '.join(names)} |\n|---|---|---|---|---|---|"

    def row(self, name: str) -> str:
        """One line of the Markdown table."""
        shares = (self.f1, self.accuracy, self.theme, self.theme_two)
        return f"| {name} | {self.sentences} | {' | '.join(f'{x:.2f}' for x in shares)} |"


def measure(roles: Matrix, role_scores: Matrix, themes: Matrix, theme_scores: Matrix) -> Figures:
    """Figures from targets and scores, rows being sentences."""
    truth, guess = roles.argmax(axis=1), role_scores.argmax(axis=1)
    both = int(((truth == 0) & (guess == 0)).sum())
    rows = np.flatnonzero(themes.sum(axis=1) > 0)
    order = np.argsort(-theme_scores[rows], axis=1)
    first = themes[rows, order[:, 0]] > 0
    second = themes[rows, order[:, 1]] > 0
    return Figures(
        sentences=len(truth),
        f1=2 * both / max(int((truth == 0).sum() + (guess == 0).sum()), 1),
        accuracy=float((truth == guess).mean()),
        theme=float(first.mean()) if len(rows) else 0.0,
        theme_two=float((first | second).mean()) if len(rows) else 0.0,
    )
