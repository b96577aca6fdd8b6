"""What the makers of sample exports share: accounts to put in, and expected.json beside what they write.

Nothing is random: the same maker gives the same bytes, so that a changed sample shows in the diff.
"""

import base64
import hashlib
import json
import struct
import zlib
from pathlib import Path


def fixed(name, length):
    """Bytes that look random and are the same every time."""
    return hashlib.shake_256(name.encode()).digest(length)


def base32(secret):
    return base64.b32encode(secret).decode().rstrip("=")


def base64_text(data):
    return base64.b64encode(data).decode()


def png(side, red, green, blue):
    """A picture of one colour."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + bytes((red, green, blue)) * side) * side
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    )


def account(kind, issuer, label, algorithm="SHA1", digits=6, period=30, counter=None, pin=None, bytes=20, **details):
    """An account, with every field as the reader has to give it; `details` as in AccountDetails, `icon` as a yes or no."""
    made = {
        "kind": kind,
        "issuer": issuer,
        "label": label,
        "secret": fixed(f"secret of {issuer} {label}", bytes).hex(),
        "algorithm": algorithm,
        "digits": digits,
    }
    if kind == "hotp":
        made["counter"] = counter
    else:
        made["period"] = period
    if pin is not None:
        made["pin"] = pin
    usual = {"groups": [], "note": "", "isFavourite": False, "icon": False, "useCount": 0, "isTrashed": False}
    unknown = set(details) - set(usual)
    assert not unknown, unknown
    made["details"] = usual | details
    return made


def plain(made, **changes):
    """The same account in a format that carries less: without details but for those named."""
    usual = {"groups": [], "note": "", "isFavourite": False, "icon": False, "useCount": 0, "isTrashed": False}
    details = usual | {name: value for name, value in changes.items() if name in usual}
    return made | {name: value for name, value in changes.items() if name not in usual} | {"details": details}


def secret_of(made):
    return bytes.fromhex(made["secret"])


GITHUB = account("totp", "GitHub", "alice@example.org")
UNICODE = account("totp", "Grüße & Söhne", "ジョン+タグ / 1", "SHA256", 7, 60, bytes=32)
LONG = account("totp", "Airline", "élan", "SHA512", 8, 50, bytes=64)
COUNTER = account("hotp", "Bank", "bob", counter=7)
COUNTER_LONG = account("hotp", "Old Bank: Savings", "carol", "SHA512", 8, counter=10300, bytes=64)
STEAM = account("steam", "Steam", "dave", digits=5)
MOTP = account("motp", "Office", "erin", "MD5", 6, 10, pin="1234", bytes=8)
YANDEX = account("yandex", "Yandex", "frank", "SHA256", 8, 30, pin="5239", bytes=16)


class Folder:
    """The samples of one format; `expected.json` says what has to come out of each."""

    def __init__(self, name):
        self.path = Path(__file__).parent / name
        self.path.mkdir(exist_ok=True)
        self.expected = {}

    def add(self, name, content, accounts=(), failed=(), password=None):
        """accounts: by their place in the file, or as (entry, account); failed: (entry, name, code, field)."""
        if not isinstance(content, bytes):
            content = (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
        (self.path / name).write_bytes(content)
        numbered = [one if isinstance(one, tuple) else (at + 1, one) for at, one in enumerate(accounts)]
        self.expected[name] = {
            "password": password,
            "accounts": [{"entry": entry} | made for entry, made in numbered],
            "failed": [dict(zip(("entry", "name", "code", "field"), one)) for one in failed],
        }

    def save(self):
        text = json.dumps(self.expected, ensure_ascii=False, indent=1)
        (self.path / "expected.json").write_text(text + "\n", encoding="utf-8")
