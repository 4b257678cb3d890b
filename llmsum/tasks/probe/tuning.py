"""Tune the encoder to roles and themes: low-rank additions to its matrices (LoRA, Hu et al. 2021).

The regressions of the first pass are learnt together with what is added to the encoder, so that its
vectors come to say what cue words and theme words leave open; the regressions themselves are then
fitted anew to the tuned vectors (fitting.py). Needs PyTorch, which only training does:
`pip install 'llmsum[train]'`.
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import click
import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from llmsum.tasks.probe.e5_file import ModelFile
from llmsum.tasks.probe.encoder import LAYERS, MATRICES, PREFIX, VECTORS
from llmsum.tasks.probe.features import (
    ROLE_VECTOR_SCALE,
    THEME_VECTOR_SCALE,
    Matrix,
    fold,
    neighbour_mean,
    paragraph_mean,
)
from llmsum.tasks.probe.fitting import BLOCKS, Example, counts, doubted, regressions
from llmsum.tasks.probe.pieces import pieces

RANK = 32
SCALE = 2.0
EPOCHS = 3
MATRIX_RATE = 1e-3
VECTOR_RATE = 5e-4
"""Learning rates of what is added to matrices, and of the encoder's own vectors and the heads."""

WARM_UP = 0.1
THEME_SHARE = 0.5
"""What the loss of a deployment's theme counts beside that of a sentence's role."""

_SENTENCES = 40
"""About as many go into one step, of whole documents."""

_AT_ONCE = 32


class _Tunable(torch.nn.Module):
    """The encoder of encoder.py, with what can be learnt."""

    def __init__(self, file: ModelFile) -> None:
        super().__init__()
        self._file = file
        names = [f"l{n}.{v}" for n in range(LAYERS) for v in VECTORS]
        self._own = {n: torch.tensor(file.vector(n)) for n in [*names, "emb.ln.w", "emb.ln.b"]}
        self._type = torch.tensor(file.vector("emb.type")[: file.width])
        self._place = torch.tensor(file.vector("emb.pos").reshape(-1, file.width))
        self._frozen = {}
        self.vectors = torch.nn.ParameterDict(
            {_key(name): torch.nn.Parameter(vector.clone()) for name, vector in self._own.items()}
        )
        self.added = torch.nn.ParameterDict()
        for name in (f"l{n}.{m}" for n in range(LAYERS) for m in MATRICES):
            matrix = torch.tensor(file.matrix(f"{name}.w"))
            self._frozen[name] = matrix.bfloat16()
            down = torch.randn(RANK, matrix.shape[1]) / matrix.shape[1] ** 0.5
            self.added[_key(f"{name}.down")] = torch.nn.Parameter(down)
            self.added[_key(f"{name}.up")] = torch.nn.Parameter(torch.zeros(matrix.shape[0], RANK))

    def forward(self, numbers: Sequence[Sequence[int]]) -> Tensor:
        """Rows of unit length for texts as pieces."""
        longest = max(map(len, numbers))
        flat = np.array([[*n, *[0] * (longest - len(n))] for n in numbers])
        there = torch.tensor([[i < len(n) for i in range(longest)] for n in numbers])
        words = self._file.word_rows(flat.ravel()).reshape(*flat.shape, self._file.width)
        x = torch.tensor(words) + self._place[:longest] + self._type
        x = self._normal(x, "emb.ln")
        for layer in (f"l{n}" for n in range(LAYERS)):
            attended = self._linear(self._attended(x, there, layer), f"{layer}.ao")
            x = self._normal(x + attended, f"{layer}.aln")
            inner = functional.gelu(self._linear(x, f"{layer}.fi"), approximate="tanh")
            x = self._normal(x + self._linear(inner, f"{layer}.fo"), f"{layer}.oln")
        weights = there[:, :, None].float()
        return functional.normalize((x * weights).sum(1) / weights.sum(1), dim=1)

    def _attended(self, x: Tensor, there: Tensor, layer: str) -> Tensor:
        texts, longest, width = x.shape
        shape = (texts, longest, self._file.heads, width // self._file.heads)
        query, key, value = (
            self._linear(x, f"{layer}.{name}").view(shape).transpose(1, 2) for name in "qkv"
        )
        mask = there[:, None, None, :]
        found = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        return found.transpose(1, 2).reshape(x.shape)

    def _linear(self, x: Tensor, name: str) -> Tensor:
        rough = x.bfloat16()
        down, up = (self.added[_key(f"{name}.{part}")].bfloat16() for part in ("down", "up"))
        out = rough @ self._frozen[name].T + SCALE * ((rough @ down.T) @ up.T)
        return out.float() + self.vectors[_key(f"{name}.b")]

    def _normal(self, x: Tensor, name: str) -> Tensor:
        weight, bias = (self.vectors[_key(f"{name}.{part}")] for part in "wb")
        return functional.layer_norm(x, x.shape[-1:], weight, bias, self._file.epsilon)

    def learnt(self) -> dict[str, Matrix]:
        """As `Encoder` takes it."""
        found = {
            name: (self.vectors[_key(name)].detach() - own).numpy()
            for name, own in self._own.items()
        }
        for key, parameter in self.added.items():
            scale = SCALE if key.endswith("up") else 1.0
            found[key.replace("_", ".")] = scale * parameter.detach().numpy()
        return found


def _key(name: str) -> str:
    """A name that PyTorch allows."""
    return name.replace(".", "_")


@dataclass(frozen=True)
class _Prepared:
    """A document as the loss sees it: pieces of its sentences; features other than vectors, of roles
    and of themes; matrices that take the means of neighbours and of paragraphs; targets."""

    numbers: list[list[int]]
    role_rest: Tensor
    theme_rest: Tensor
    neighbours: Tensor
    paragraph: Tensor
    roles: Tensor
    themes: Tensor
    counts: Tensor


def tune(examples: Sequence[Example], file: ModelFile, seed: int = 0) -> dict[str, Matrix]:
    """What `Encoder` adds to the file's model, learnt from `examples`; the same for the same
    examples, seed, machine and number of threads."""
    torch.manual_seed(seed)
    model = _Tunable(file)
    heads = [
        torch.nn.Parameter(torch.tensor(part))
        for linear in regressions(examples, BLOCKS)
        for part in (linear.weights, linear.bias)
    ]
    documents = [_prepared(example, file) for example in examples]
    sentences = sum(len(d.numbers) for d in documents)
    optimiser = torch.optim.AdamW(
        [
            {"params": list(model.added.values()), "full": MATRIX_RATE, "weight_decay": 0.01},
            {"params": [*model.vectors.values(), *heads], "full": VECTOR_RATE, "weight_decay": 0.0},
        ],
        betas=(0.9, 0.98),
    )
    done = 0
    parameters = [p for group in optimiser.param_groups for p in group["params"]]
    for epoch in range(EPOCHS):
        started, total = time.monotonic(), 0.0
        order = torch.randperm(len(documents)).tolist()
        for batch in _batches([documents[i] for i in order]):
            loss = _loss(model, heads, batch)
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(parameters, 5.0)
            for group in optimiser.param_groups:
                group["lr"] = group["full"] * _pace(done / (EPOCHS * sentences))
            optimiser.step()
            in_batch = sum(len(d.numbers) for d in batch)
            done += in_batch
            total += float(loss.detach()) * in_batch
        click.echo(
            f"tuning, pass {epoch + 1} of {EPOCHS} over {sentences} sentences: "
            f"loss {total / sentences:.3f}, {time.monotonic() - started:.0f} s",
            err=True,
        )
    return model.learnt()


def _pace(done: float) -> float:
    """The share of the full rate after that share of all steps: up, then down to nothing."""
    return min((done + 0.001) / WARM_UP, 1 - done)


def _prepared(example: Example, file: ModelFile) -> _Prepared:
    one = np.eye(len(example.roles), dtype=np.float32)
    return _Prepared(
        numbers=[
            pieces(PREFIX + fold(s.text), file.vocabulary, file.longest_text)
            for s in example.document.sentences
        ],
        role_rest=_without_vectors(example.role_blocks),
        theme_rest=_without_vectors(example.theme_blocks),
        neighbours=torch.tensor(neighbour_mean(one)),
        paragraph=torch.tensor(paragraph_mean(one, example.document.sentences)),
        roles=torch.tensor(doubted(example.roles)),
        themes=torch.tensor(example.themes),
        counts=torch.tensor(counts([example])),
    )


def _without_vectors(blocks: dict[str, Matrix]) -> Tensor:
    return torch.tensor(np.hstack(list(blocks.values())[2:]))


def _batches(documents: Sequence[_Prepared]) -> Iterator[list[_Prepared]]:
    batch: list[_Prepared] = []
    for document in documents:
        batch.append(document)
        if sum(len(d.numbers) for d in batch) >= _SENTENCES:
            yield batch
            batch = []
    if batch:
        yield batch


def _loss(model: _Tunable, heads: Sequence[Tensor], batch: Sequence[_Prepared]) -> Tensor:
    """Mean cross entropy of roles, and of the themes of deployments, as each sentence counts."""
    role, role_bias, theme, theme_bias = heads
    vectors = _vectors(model, [n for d in batch for n in d.numbers])
    loss = torch.zeros(())
    for document, own in zip(batch, vectors.split([len(d.numbers) for d in batch]), strict=True):
        near = [own, document.neighbours @ own]
        seen = torch.cat([ROLE_VECTOR_SCALE * torch.cat(near, 1), document.role_rest], 1)
        losses = _cross_entropy(seen @ role + role_bias, document.roles)
        near = [own, document.paragraph @ own]
        seen = torch.cat([THEME_VECTOR_SCALE * torch.cat(near, 1), document.theme_rest], 1)
        losses = losses + THEME_SHARE * _cross_entropy(seen @ theme + theme_bias, document.themes)
        loss = loss + (document.counts * losses).sum()
    return loss / torch.cat([d.counts for d in batch]).sum()


def _vectors(model: _Tunable, numbers: Sequence[Sequence[int]]) -> Tensor:
    """Those of like length go through the model together."""
    order = sorted(range(len(numbers)), key=lambda i: len(numbers[i]))
    parts = [
        model([numbers[i] for i in order[start : start + _AT_ONCE]])
        for start in range(0, len(order), _AT_ONCE)
    ]
    return torch.cat(parts)[torch.argsort(torch.tensor(order))]


def _cross_entropy(scores: Tensor, targets: Tensor) -> Tensor:
    """Of each row; 0 where the targets are."""
    return -(targets * functional.log_softmax(scores, 1)).sum(1)
