"""Cities × themes: stances, counts and overview by code, contrasts by the model, all checked.

Reading order: comparison.py (what the pipeline calls), stances.py, coverage.py, targets.py,
words.py, contrast.py with its check, overview.py. Importing this package loads no client.
"""
