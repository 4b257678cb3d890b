"""How good the pipeline is on annotated texts: precision and recall, coverage, faithfulness, cost.

Reading order: gold.py (what was annotated), found.py (what a system says of it, the baselines
included), measures.py and unsupported.py (what counts as right), figures.py (shares and their
intervals), run.py, page.py.
"""

from llmsum.evaluate.gold import Gold, read_gold
from llmsum.evaluate.page import as_tables, render_evaluation
from llmsum.evaluate.run import Evaluation, evaluate

__all__ = ["Evaluation", "Gold", "as_tables", "evaluate", "read_gold", "render_evaluation"]
