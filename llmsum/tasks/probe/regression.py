"""Multinomial logistic regression with an L2 penalty, in numpy: small, exact, repeatable."""

import numpy as np

from llmsum.tasks.probe.features import Matrix
from llmsum.tasks.probe.model import Linear, softmax

STEPS = 60


def fit(features: Matrix, targets: Matrix, strength: float, counts: Matrix) -> Linear:
    """The regression that minimises cross entropy + |weights|² / (2 · strength).

    `features` (n, d); `targets` (n, k), rows of probabilities, so that a sentence with two themes
    counts half for each; `counts` (n,), what each row counts. Newton's method with a bound of the
    curvature that holds everywhere (Böhning 1992), so that one inverse serves all steps, and
    Nesterov's acceleration with restarts (O'Donoghue and Candès 2015); the bias is a constant
    column, scarcely penalised.
    """
    x = np.hstack([features, np.ones((len(features), 1), dtype=np.float32)])
    penalty = np.full((x.shape[1], 1), 1 / strength, dtype=np.float32)
    penalty[-1] *= 0.01
    each = counts[:, None]
    bound = 0.5 * (x * each).T @ x + np.diag(penalty[:, 0])
    inverse = np.linalg.inv(bound.astype(np.float64)).astype(np.float32)
    weights = np.zeros((x.shape[1], targets.shape[1]), dtype=np.float32)
    ahead, momentum = weights, 1.0
    for _ in range(STEPS):
        gradient = x.T @ (each * (softmax(x @ ahead) - targets)) + penalty * ahead
        moved = ahead - inverse @ gradient
        if float(np.vdot(gradient, moved - weights)) > 0:
            momentum = 1.0
        faster = (1 + (1 + 4 * momentum**2) ** 0.5) / 2
        ahead = moved + (momentum - 1) / faster * (moved - weights)
        weights, momentum = moved, faster
    return Linear(weights=weights[:-1], bias=weights[-1])


def best_temperature(scores: Matrix, targets: Matrix) -> float:
    """The temperature, of 0.5 … 4, at which held-out `scores` have the least cross entropy."""
    grid = [round(0.5 * 1.05**i, 3) for i in range(43)]

    def loss(temperature: float) -> float:
        return -float((targets * np.log(softmax(scores / temperature) + 1e-9)).sum())

    return min(grid, key=loss)
