"""The model's tasks: each a prompt, a response model, and how the answer becomes records."""
