"""The pictures of the pages: small, whole, and nothing in them but the picture."""

from __future__ import annotations

import importlib.util
import struct
import zlib
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

ROOT = Path(__file__).resolve().parents[2]
PICTURES = sorted((ROOT / "docs" / "images").glob("*.png"))


@pytest.fixture(scope="module")
def screenshots() -> ModuleType:
    path = ROOT / "tools" / "write_screenshots.py"
    found = importlib.util.spec_from_file_location("write_screenshots", path)
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


@pytest.mark.parametrize("picture", PICTURES, ids=lambda path: path.name)
def test_a_picture_is_small_and_shown(picture: Path, screenshots: ModuleType) -> None:
    """A picture has fewer than 150 kB, no chunk but those of the picture, and a page shows it."""
    data = picture.read_bytes()
    assert len(data) < screenshots.MOST_BYTES
    names, at = [], 8
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        names.append(data[at + 4 : at + 8])
        at += 12 + length
    assert names == [b"IHDR", b"PLTE", b"IDAT", b"IEND"]
    assert f"docs/images/{picture.name}" in (ROOT / "README.md").read_text(encoding="utf-8")


def png(pixels: np.ndarray, filters: list[int], module: ModuleType) -> bytes:
    """Return a PNG file whose rows have the filters that are given, written plainly."""
    height, width, size = pixels.shape
    raw, above = bytearray(), [0] * (width * size)
    for row, kind in zip(pixels.reshape(height, -1).tolist(), filters, strict=True):
        raw.append(kind)
        for at, value in enumerate(row):
            left, corner = (row[at - size], above[at - size]) if at >= size else (0, 0)
            up = above[at]
            paeth = min((left, up, corner), key=lambda one: abs(left + up - corner - one))
            guess = (0, left, up, (left + up) // 2, paeth)[kind]
            raw.append((value - guess) & 255)
        above = row
    header = struct.pack(">IIBBBBB", width, height, 8, {3: 2, 4: 6}[size], 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(raw))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(module._chunk(*chunk) for chunk in chunks)


@pytest.mark.parametrize("size", [3, 4])
def test_few_colours_stay_as_they_are(size: int, screenshots: ModuleType) -> None:
    """A picture of few colours, each a multiple of two, comes out as it went in."""
    draw = np.random.default_rng(1)
    colours = 2 * draw.integers(0, 128, (60, size))
    pixels = colours[draw.integers(0, 60, (10, 7))].astype(np.uint8)
    packed = screenshots.smaller(png(pixels, [0, 1, 2, 3, 4] * 2, screenshots))
    palette = packed[packed.index(b"PLTE") + 4 :]
    start = packed.index(b"IDAT")
    (length,) = struct.unpack(">I", packed[start - 4 : start])
    rows = zlib.decompress(packed[start + 4 : start + 4 + length])
    for row in range(10):
        for column in range(7):
            place = rows[row * 8 + 1 + column]
            assert tuple(palette[3 * place : 3 * place + 3]) == tuple(pixels[row, column, :3])
