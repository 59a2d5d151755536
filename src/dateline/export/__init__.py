"""The ways out: records in, bytes out, one module a format.

Every exporter is built as `XExporter(**options)`, no option required, and called as
`exporter(records, out)`; it writes report by report. Exporters read the record and
nothing else. `table` is for a person at a terminal, `html` for a person at a browser,
`jsonl` is the record itself, `plover`, `csv` and `parquet` are one line or row an event.
"""
