#!/usr/bin/python3
"""Writes andotp/: backups as andOTP writes them, made with Python's cryptography."""

import hashlib
import json
import struct

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

from sample_tools import (
    COUNTER, COUNTER_LONG, GITHUB, LONG, MOTP, STEAM, UNICODE, Folder, base32, fixed, plain, secret_of,
)

PASSWORD = "andOTP ✓"


def entry(made, **changes):
    padded = base32(secret_of(made))
    written = {
        "secret": padded + "=" * (-len(padded) % 8),
        "issuer": made["issuer"],
        "label": made["label"],
        "digits": made["digits"],
        "type": made["kind"].upper(),
        "algorithm": made["algorithm"],
        "thumbnail": "Default",
        "last_used": 1608146844162,
        "used_frequency": made["details"]["useCount"],
        "tags": made["details"]["groups"],
    }
    written |= {name: made[name] for name in ("period", "counter") if name in made}
    return {name: value for name, value in (written | changes).items() if value != "drop"}


def old_entry(made, label):
    """Versions before 0.3: no issuer, no tags; the label holds both names."""
    written = entry(made, label=label)
    return {name: value for name, value in written.items() if name not in ("issuer", "tags", "used_frequency")}


def new_form(entries, iterations, name):
    salt, nonce = fixed(f"andotp salt {name}", 12), fixed(f"andotp nonce {name}", 12)
    key = PBKDF2HMAC(algorithm=hashes.SHA1(), length=32, salt=salt, iterations=iterations).derive(PASSWORD.encode())
    return struct.pack(">I", iterations) + salt + nonce + AESGCM(key).encrypt(nonce, json.dumps(entries).encode(), None)


def old_form(entries, nonce):
    key = hashlib.sha256(PASSWORD.encode()).digest()
    return nonce + AESGCM(key).encrypt(nonce, json.dumps(entries).encode(), None)


folder = Folder("andotp")
accounts = [
    plain(GITHUB, groups=["Work", "日本"], useCount=12), UNICODE, LONG, COUNTER, COUNTER_LONG, plain(STEAM, useCount=1),
]
entries = [entry(one) for one in accounts]
folder.add("plain.json", entries, accounts)

old = [GITHUB, UNICODE, COUNTER, plain(LONG, issuer=""), plain(GITHUB, issuer="Deno", label="Mason")]
old_labels = ["GitHub - alice@example.org", "Grüße & Söhne - ジョン+タグ / 1", "Bank - bob", "élan", "Deno - Deno:Mason"]
old_entries = [old_entry(one, label) for one, label in zip(old, old_labels)]
folder.add("plain-old.json", old_entries, old)

folder.add("encrypted-usual.json.aes", new_form(entries, 150_000, "usual"), accounts, password=PASSWORD)
folder.add("encrypted-cheap.json.aes", new_form(entries, 1_000, "cheap"), accounts, password=PASSWORD)
folder.add("encrypted-old.json.aes", old_form(old_entries, fixed("andotp old nonce", 12)), old, password=PASSWORD)
# Its nonce begins like 65,536 iterations of the new form.
nonce = b"\0\1\0\0" + fixed("andotp misleading nonce", 8)
folder.add("encrypted-old-like-new.json.aes", old_form(entries, nonce), accounts, password=PASSWORD)

partial = [
    entry(GITHUB, digits="drop", period="drop", algorithm="drop", type="drop", tags="drop", used_frequency="drop"),
    entry(UNICODE, type="PUSH"),
    entry(LONG, algorithm="SHA224"),
    entry(COUNTER, counter="drop"),
    entry(STEAM, secret="drop"),
    entry(MOTP, secret=MOTP["secret"]),
    entry(GITHUB, period=90_000),
    entry(STEAM, period="drop", last_used=None),
]
folder.add(
    "partial.json",
    partial,
    [(1, GITHUB), (8, STEAM)],
    [
        (2, "Grüße & Söhne: ジョン+タグ / 1", "unsupported-type", "type"),
        (3, "Airline: élan", "bad-field", "algorithm"),
        (4, "Bank: bob", "bad-field", "counter"),
        (5, "Steam: dave", "bad-field", "secret"),
        (6, "Office: erin", "bad-field", "pin"),
        (7, "GitHub: alice@example.org", "bad-field", "period"),
    ],
)
folder.save()
