"""`python -m llmsum`: the command line."""

from llmsum.cli import main

if __name__ == "__main__":
    main()
