"""Every error that a user can meet. The message says what is wrong, where, and what to do."""


class LlmsumError(Exception):
    """Base of all errors that llmsum raises on purpose. `exit_code` is what the command ends with."""

    exit_code = 1


class InputError(LlmsumError):
    """A file or folder that was named could not be used."""

    exit_code = 2


class PathMissing(InputError):
    """The path does not exist, or a pattern matched nothing."""


class NoSpeech(InputError):
    """The folder holds no file of a kind that can be read."""


class EmptySource(InputError):
    """The file has no text in it."""


class BinarySource(InputError):
    """The file is not text and not a document of a known kind."""


class OversizedSource(InputError):
    """The file is larger than any speech, or has no end."""


class UnknownEncoding(InputError):
    """No known encoding decodes the file to Chinese text."""


class UnreadableSource(InputError):
    """The operating system refused to give the file's bytes."""


class GoldError(InputError):
    """An annotated text is incomplete, or its annotation does not fit it."""


class UnsupportedFormat(InputError):
    """The file is a document of a known kind that is not read, such as .doc."""


class ParserMissing(InputError):
    """The file's format needs a library that is not installed; the message names the extra."""


class DamagedSource(InputError):
    """The file claims to be in a format and cannot be parsed as such."""


class ScannedSource(InputError):
    """The PDF holds pictures of pages and no text."""


class BadTable(InputError):
    """A table, or a row of it, does not have the columns that a speech needs."""


class BadSidecar(InputError):
    """What the user wrote about a file cannot be understood."""


class NotABriefing(InputError):
    """The file to be verified is no briefing of llmsum."""


class ConfigError(LlmsumError):
    """The command was used in a way that cannot work."""

    exit_code = 2


class UnknownProvider(ConfigError):
    """The model was named with a provider that is not among the presets."""


class UnknownModel(ConfigError):
    """The model's name is not one that can be used here."""


class MissingKey(ConfigError):
    """The provider needs an API key and its environment variable is not set."""


class ProjectError(ConfigError):
    """There is no project, or its llmsum.toml has a wrong key or value."""


class ProjectBusy(ConfigError):
    """Another refresh of the same project is running."""


class LimitReached(ConfigError):
    """The next call would have gone over the number of calls or the cost that the user allows."""


class OutputError(ConfigError):
    """The result could not be written where it was asked for."""


class ModelError(LlmsumError):
    """The model, its server or its weights failed."""

    exit_code = 3


class ServerUnreachable(ModelError):
    """Nothing answered at the model's address, after all retries."""


class ServiceRefused(ModelError):
    """The service answered, and the answer was an error that retrying does not mend."""


class UnusableAnswer(ModelError):
    """The model answered, and the answer did not fit the schema after all re-asks."""


class TruncatedAnswer(ModelError):
    """The answer ran into the token limit before it was complete."""


class EngineMissing(ModelError):
    """The embedded model's engine is not installed, or has no wheel for this platform."""


class EngineFailed(ModelError):
    """The embedded model's server did not start, or died."""


class WeightsError(ModelError):
    """The weights could not be fetched, stored or verified."""


class SourceFailed(WeightsError):
    """One source of the weights did not deliver the right bytes; another one may."""


class DiskFull(WeightsError):
    """There is no room for the weights; what has been fetched so far is kept."""


class StoreError(LlmsumError):
    """The store of responses could not be opened, read or written."""

    exit_code = 2


class StoreDamaged(StoreError):
    """The store's file is no database, or a damaged one."""


class StoreReadOnly(StoreError):
    """The store can be read at most; a run has to be able to keep its answers."""


class StoreFull(StoreError):
    """There is no room for another answer, or the disk does not take it."""


class StoreNewer(StoreError):
    """A newer llmsum has written the store, in a form that this one does not know."""
