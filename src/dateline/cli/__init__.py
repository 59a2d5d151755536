"""The command line: a file a verb. The only place that prints."""
