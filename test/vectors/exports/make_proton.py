#!/usr/bin/python3
"""Writes proton/: exports as Proton Authenticator writes them, made with Python's cryptography and argon2 (argon2-cffi)."""

import json

from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from key_uri import key_uri
from sample_tools import GITHUB, LONG, STEAM, UNICODE, Folder, base32, base64_text, fixed, plain, secret_of

PASSWORD = "proton ✓"


def entry(made, **content):
    is_steam = made["kind"] == "steam"
    written = {
        "uri": f"steam://{base32(secret_of(made))}" if is_steam else key_uri(made),
        "entry_type": "Steam" if is_steam else "Totp",
        "name": made["label"],
    }
    return {
        "id": fixed(f"proton id {made['label']}", 16).hex(),
        "content": written | content,
        "note": made["details"]["note"] or None,
    }


def export(entries, version=1):
    return {"version": version, "entries": entries}


def sealed(content, name):
    salt, nonce = fixed(f"proton salt {name}", 16), fixed(f"proton nonce {name}", 12)
    key = hash_secret_raw(
        PASSWORD.encode(), salt, time_cost=2, memory_cost=19 * 1024, parallelism=1, hash_len=32, type=Type.ID
    )
    text = json.dumps(content, ensure_ascii=False).encode()
    box = nonce + AESGCM(key).encrypt(nonce, text, b"proton.authenticator.export.v1")
    return {"version": 1, "salt": base64_text(salt), "content": base64_text(box)}


folder = Folder("proton")
accounts = [plain(GITHUB, note="note\nof two lines"), UNICODE, LONG, STEAM]
content = export([entry(one) for one in accounts])
folder.add("plain.json", content, accounts)
folder.add("encrypted.json", sealed(content, "usual"), accounts, password=PASSWORD)
partial = [
    entry(GITHUB, name="another name"),
    entry(UNICODE, entry_type="Push"),
    entry(LONG, uri=key_uri(LONG).replace("SHA512", "SHA224")),
    entry(GITHUB, uri=None),
    {"id": "x", "content": None, "note": None},
    entry(GITHUB, uri=key_uri(GITHUB).replace("GitHub:alice%40example.org", "")),
    entry(STEAM, entry_type=None),
]
folder.add(
    "partial.json",
    export(partial),
    [(1, GITHUB), (6, GITHUB), (7, STEAM)],
    [
        (2, "ジョン+タグ / 1", "unsupported-type", "type"),
        (3, "élan", "bad-field", "algorithm"),
        (4, "alice@example.org", "bad-field", "uri"),
        (5, "", "bad-field", "uri"),
    ],
)
folder.save()
