"""The probe: a small trained classifier that labels sentences without a language model.

Reading order: probe.py (what the pipeline calls), features.py, model.py, then documents.py,
regression.py, fitting.py and train.py, which make the weights. Importing this package loads neither numpy
nor the embedding engine.
"""

from llmsum.tasks.probe.probe import Labelled, Probe, identity, trained_on

__all__ = ["Labelled", "Probe", "identity", "trained_on"]
