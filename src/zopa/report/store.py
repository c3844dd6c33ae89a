"""Writing a brief: whole or not at all, and never over another file unasked."""

from __future__ import annotations

from pathlib import Path

from zopa.errors import StorageError
from zopa.files import refuse_to_write, write_whole
from zopa.findings import Findings
from zopa.report.brief import render_brief


def write_brief(
    findings: Findings, path: Path, force: bool = False, source: Path | str = ""
) -> None:
    """Write the brief to a file in a folder that is there.

    The text is first written beside its place and takes its name only when it is on the
    disk, so a full disk or a crash leaves an older brief as it was.

    Parameters
    ----------
    findings
        Everything that the brief is made of.
    path
        The file.
    force
        Whether a file that stands there is to be replaced.
    source
        Where the case was read, which is never replaced.

    Raises
    ------
    StorageError
        Where something stands at the path and ``force`` is not given, where it is no
        regular file or the case itself, or where the file cannot be written.
    """
    refuse_to_write(path, force=force, source=source)
    text = render_brief(findings)
    try:
        write_whole({path: text})
    except StorageError as error:
        raise StorageError(error.message, "Choose another place with -o FILE.") from error
