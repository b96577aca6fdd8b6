#!/usr/bin/python3
"""Writes ente/: exports as Ente Auth writes them.

The stream is put together here from Python's cryptography (ChaCha20 and Poly1305), after libsodium's description of
secretstream_xchacha20poly1305; where libsodium itself is installed, it has to open what was made.
"""

import ctypes
import ctypes.util
import json
import struct
from urllib.parse import quote

from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms
from cryptography.hazmat.primitives.poly1305 import Poly1305

from key_uri import key_uri
from sample_tools import COUNTER, COUNTER_LONG, GITHUB, LONG, STEAM, UNICODE, Folder, base64_text, fixed, plain

PASSWORD = "ente ✓ pass"
MIB = 1024 * 1024


def line(made, position=0, percent=False, **more):
    details = made["details"]
    display = {
        "pinned": details["isFavourite"],
        "trashed": details["isTrashed"],
        "lastUsedAt": 0,
        "tapCount": details["useCount"],
        "tags": details["groups"],
        "note": details["note"],
        "position": position,
        "iconSrc": "",
        "iconID": "",
    } | more
    text = json.dumps(display, ensure_ascii=False)
    # Newer versions write spaces as +, older ones as %20.
    return f"{key_uri(made)}&codeDisplay={quote(text, safe='')}" if percent else key_uri(made, codeDisplay=text)


def quarter(state, a, b, c, d):
    for x, y, z, turn in ((a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)):
        state[x] = (state[x] + state[y]) & 0xFFFFFFFF
        turned = state[z] ^ state[x]
        state[z] = ((turned << turn) | (turned >> (32 - turn))) & 0xFFFFFFFF


def hchacha20(key, nonce):
    state = list(struct.unpack("<16I", b"expand 32-byte k" + key + nonce))
    for _ in range(10):
        for at in ((0, 4, 8, 12), (1, 5, 9, 13), (2, 6, 10, 14), (3, 7, 11, 15)):
            quarter(state, *at)
        for at in ((0, 5, 10, 15), (1, 6, 11, 12), (2, 7, 8, 13), (3, 4, 9, 14)):
            quarter(state, *at)
    return struct.pack("<8I", *state[:4], *state[12:])


def chacha20(key, nonce, counter, data):
    return Cipher(algorithms.ChaCha20(key, struct.pack("<I", counter) + nonce), None).encryptor().update(data)


def push(key, header, message, tag):
    """One message at the beginning of a stream, without further data."""
    subkey, nonce = hchacha20(key, header[:16]), struct.pack("<I", 1) + header[16:]
    mac = Poly1305(chacha20(subkey, nonce, 0, bytes(32)))
    block = chacha20(subkey, nonce, 1, bytes([tag]) + bytes(63))
    sealed = chacha20(subkey, nonce, 2, message)
    mac.update(block + sealed + bytes(len(message) % 16) + struct.pack("<QQ", 0, 64 + len(message)))
    return block[:1] + sealed + mac.finalize()


def check(key, header, stream, message):
    name = ctypes.util.find_library("sodium")
    if name is None:
        return
    sodium = ctypes.CDLL(name)
    state = ctypes.create_string_buffer(sodium.crypto_secretstream_xchacha20poly1305_statebytes())
    out, tag = ctypes.create_string_buffer(len(message)), ctypes.c_ubyte()
    assert sodium.crypto_secretstream_xchacha20poly1305_init_pull(state, header, key) == 0
    length = ctypes.c_ulonglong(len(stream))
    pulled = sodium.crypto_secretstream_xchacha20poly1305_pull(
        state, out, None, ctypes.byref(tag), stream, length, None, ctypes.c_ulonglong(0)
    )
    assert pulled == 0 and out.raw == message


def sealed(text, mem, ops, tag, name):
    salt, header = fixed(f"ente salt {name}", 16), fixed(f"ente header {name}", 24)
    key = hash_secret_raw(
        PASSWORD.encode(), salt, time_cost=ops, memory_cost=mem // 1024, parallelism=1, hash_len=32, type=Type.ID
    )
    stream = push(key, header, text.encode(), tag)
    check(key, header, stream, text.encode())
    return {
        "version": 1,
        "kdfParams": {"memLimit": mem, "opsLimit": ops, "salt": base64_text(salt)},
        "encryptedData": base64_text(stream),
        "encryptionNonce": base64_text(header),
    }


folder = Folder("ente")
accounts = [
    plain(GITHUB, groups=["Work", "a & b"], note="one + two = 3 & more\nlines", isFavourite=True, useCount=5),
    plain(UNICODE, isTrashed=True, groups=["日本"]),
    LONG,
    COUNTER,
    COUNTER_LONG,
    STEAM,
]
text = "\n".join(line(one) for one in accounts) + "\n"
folder.add("plain.txt", text.encode(), accounts)
folder.add("plain-percent.txt", "\r\n\r\n".join(line(one, percent=True) for one in accounts).encode(), accounts)
folder.add("encrypted-cheap.txt", sealed(text, MIB, 2, 0, "cheap"), accounts, password=PASSWORD)
folder.add("encrypted-usual.txt", sealed(text, 64 * MIB, 2, 3, "usual"), accounts, password=PASSWORD)

positions = [2, 0, 1]
placed = "\n".join(line(one, position=at) for one, at in zip(accounts, positions))
folder.add("position.txt", placed.encode(), [(2, accounts[1]), (3, accounts[2]), (1, accounts[0])])

partial = [
    key_uri(GITHUB),
    key_uri(GITHUB) + "&codeDisplay=%7Bbroken",
    line(UNICODE).replace("algorithm=SHA256", "algorithm=SHA3"),
    line(COUNTER).replace("&counter=7", ""),
    line(LONG).replace("otpauth://totp/", "otpauth://push/"),
    "not a key uri at all",
    line(STEAM, tags=None, tapCount=-3, note=None, pinned="yes"),
]
folder.add(
    "partial.txt",
    "\n".join(partial).encode(),
    [(7, STEAM), (1, GITHUB), (2, GITHUB)],
    [
        (3, "Grüße & Söhne: ジョン+タグ / 1", "bad-field", "algorithm"),
        (4, "Bank: bob", "bad-field", "counter"),
        (5, "Airline: élan", "unsupported-type", "type"),
        (6, "", "not-a-key-uri", None),
    ],
)
folder.save()
