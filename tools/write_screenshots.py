"""Draw the pictures of the README again: ``make screenshots``.

A browser without a window (chromium, or what the variable CHROMIUM names) takes them from what
zopa makes today: the first page of the flagship's brief, the picture of lines that cannot all
stand with the board beneath it, and a terminal with real output.
"""

from __future__ import annotations

import html
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
MOST_BYTES = 150_000
BOARD = ".front .figure"  # the picture that stands above the board
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
# What the terminal shows: each command, and the number of its first lines that fit.
SHOWN = (
    (("check", "cases/river.yaml"), 2),
    (("redlines", "cases/river.yaml", "--goal", "share"), 17),
    (("why", "cases/river.yaml", "redlines/SHA!=open/blocking/A3+B2b"), 5),
)
TERMINAL = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; background: #1f2933; color: #e4e7eb;
  font: 14px/1.45 "DejaVu Sans Mono", "Liberation Mono", monospace; }}
pre {{ margin: 18px 22px; white-space: pre-wrap; }}
b {{ color: #9ad3bc; font-weight: normal; }}
</style><pre>{text}</pre>"""


def main() -> None:
    """Take every picture."""
    executable = _browser()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        here = Path(folder)
        brief = here / "brief.html"
        _zopa("brief", "cases/ukraine-2025-02", "-o", str(brief))
        terminal = here / "terminal.html"
        terminal.write_text(TERMINAL.format(text=_session()), encoding="utf-8")
        browser = playwright.chromium.launch(
            executable_path=executable,
            args=["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND"],
        )
        _take(browser, brief, "brief.png", 1280, 1000)
        _take(browser, brief, "board.png", 1280, 1240, BOARD)
        _take(browser, terminal, "terminal.png", 900, 720)
        browser.close()


def _browser() -> str:
    """Return the browser; ends with 4 where there is none."""
    wanted = os.environ.get("CHROMIUM")
    found = next(filter(None, map(shutil.which, [wanted] if wanted else BROWSERS)), None)
    if found is None:
        print("No chromium was found; set CHROMIUM to where it is.", file=sys.stderr)
        sys.exit(4)
    return found


def _zopa(*words: str) -> str:
    """Run zopa and return what it prints."""
    done = subprocess.run(
        [sys.executable, "-m", "zopa.cli", *words],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout


def _session() -> str:
    """Return what the terminal shows, as HTML."""
    parts = []
    for words, most in SHOWN:
        typed = " ".join(f'"{word}"' if set(word) & set("!+ ") else word for word in words)
        lines = _zopa(*words).rstrip().splitlines()
        kept = lines[:most] + ["…"] * (len(lines) > most)
        parts.append(f"<b>$ zopa {html.escape(typed)}</b>\n" + html.escape("\n".join(kept)))
    return "\n\n".join(parts)


def _take(
    browser: Browser, page: Path, name: str, width: int, height: int, begin: str = ""
) -> None:
    """Take a picture of a page as it opens from disk, from its top or from an element on."""
    opened = browser.new_page(viewport={"width": width, "height": height}, color_scheme="light")
    opened.goto(page.as_uri())
    if begin:
        opened.locator(begin).evaluate("element => element.scrollIntoView()")
    image = IMAGES / name
    image.write_bytes(smaller(opened.screenshot()))
    opened.close()
    size = image.stat().st_size
    if size > MOST_BYTES:
        print(f"{name} has {size:,} bytes; at most {MOST_BYTES:,} are wanted.")
        sys.exit(1)
    print(f"{image.relative_to(ROOT)}: {size:,} bytes")


def smaller(data: bytes) -> bytes:
    """Return a picture with at most 256 colours, as text and flat areas need no more."""
    header, pixels = _pixels(data)
    height, width, _ = pixels.shape
    for bits in range(7, 1, -1):
        step = 1 << (8 - bits)
        rounded = np.minimum((pixels.astype(int) + step // 2) // step * step, 255)
        packed = rounded @ np.array([1 << 16, 1 << 8, 1])
        colours, places = np.unique(packed, return_inverse=True)
        if len(colours) <= 256:
            break
    palette = b"".join(int(colour).to_bytes(3, "big") for colour in colours)
    rows = np.zeros((height, width + 1), np.uint8)  # each row begins with its filter: none
    rows[:, 1:] = places.reshape(height, width)
    shape = header[:8] + b"\x08\x03\x00\x00\x00"  # 8 bits to a place in a palette
    chunks = (
        (b"IHDR", shape),
        (b"PLTE", palette),
        (b"IDAT", zlib.compress(rows.tobytes(), 9)),
        (b"IEND", b""),
    )
    return data[:8] + b"".join(_chunk(name, body) for name, body in chunks)


def _pixels(data: bytes) -> tuple[bytes, NDArray[np.uint8]]:
    """Return the header of a PNG file of 8 bits a colour, and its pixels: row, column, colour."""
    header, packed, at = b"", [], 8
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        name, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        if name == b"IHDR":
            header = body
        elif name == b"IDAT":
            packed.append(body)
        at += 12 + length
    width, height, depth, kind = struct.unpack(">IIBB", header[:10])
    size = {2: 3, 6: 4}[kind]
    if depth != 8:
        raise ValueError("the picture has no 8 bits a colour")
    raw = zlib.decompress(b"".join(packed))
    wide = width * size
    above = bytearray(wide)
    rows = []
    for number in range(height):
        start = number * (wide + 1)
        above = _unfiltered(raw[start], bytearray(raw[start + 1 : start + 1 + wide]), above, size)
        rows.append(bytes(above))
    found = np.frombuffer(b"".join(rows), np.uint8).reshape(height, width, size)
    return header, found[:, :, :3]


def _unfiltered(kind: int, row: bytearray, above: bytearray, size: int) -> bytearray:
    """Take back the filter of a row (PNG, section 9.2)."""
    for at in range(len(row) if kind else 0):
        left = row[at - size] if at >= size else 0
        corner = above[at - size] if at >= size else 0
        up = above[at]
        if kind == 4:
            guess = left + up - corner
            nearest = (abs(guess - left), abs(guess - up), abs(guess - corner))
            add = (left, up, corner)[nearest.index(min(nearest))]
        else:
            add = (0, left, up, (left + up) // 2)[kind]
        row[at] = (row[at] + add) & 255
    return row


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


if __name__ == "__main__":
    main()
