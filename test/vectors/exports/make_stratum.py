#!/usr/bin/python3
"""Writes stratum/: backups as Stratum writes them, made with Python's cryptography and argon2 (argon2-cffi)."""

import json

from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives import hashes, padding
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

from sample_tools import (
    COUNTER, COUNTER_LONG, GITHUB, LONG, MOTP, STEAM, UNICODE, YANDEX, Folder, base32, base64_text, fixed, plain, png,
    secret_of,
)

TYPES = {"hotp": 1, "totp": 2, "motp": 3, "steam": 4, "yandex": 5}
ALGORITHMS = {"SHA1": 0, "SHA256": 1, "SHA512": 2, "MD5": 0}
CATEGORIES = {"Work": "a8323a2a", "家": "b7112233"}
PASSWORD = "strätum"


def secret_text(made):
    return made["secret"] if made["kind"] == "motp" else base32(secret_of(made))


def authenticator(made, ranking, **changes):
    written = {
        "Type": TYPES[made["kind"]],
        "Icon": "@c0ffee00" if made["details"]["icon"] else "google",
        "Issuer": made["issuer"],
        "Username": made["label"],
        "Secret": secret_text(made),
        "Pin": made.get("pin"),
        "Algorithm": ALGORITHMS[made["algorithm"]],
        "Digits": made["digits"],
        "Period": made.get("period", 30),
        "Counter": made.get("counter", 0),
        "CopyCount": made["details"]["useCount"],
        "Ranking": ranking,
    }
    return {name: value for name, value in (written | changes).items() if value != "drop"}


def backup(accounts, authenticators):
    return {
        "Authenticators": authenticators,
        "Categories": [{"Id": id, "Name": name, "Ranking": 0} for name, id in CATEGORIES.items()],
        "AuthenticatorCategories": [
            {"CategoryId": CATEGORIES[group], "AuthenticatorSecret": secret_text(made), "Ranking": 0}
            for made in accounts
            for group in made["details"]["groups"]
        ],
        "CustomIcons": [{"Id": "c0ffee00", "Data": base64_text(png(128, 10, 120, 240))}],
    }


def strong(text):
    salt, iv = fixed("stratum salt", 16), fixed("stratum iv", 12)
    key = hash_secret_raw(
        PASSWORD.encode(), salt, time_cost=3, memory_cost=65536, parallelism=4, hash_len=32, type=Type.ID
    )
    return b"AUTHENTICATORPRO" + salt + iv + AESGCM(key).encrypt(iv, text, None)


def legacy(text):
    salt, iv = fixed("stratum legacy salt", 20), fixed("stratum legacy iv", 16)
    key = PBKDF2HMAC(algorithm=hashes.SHA1(), length=32, salt=salt, iterations=64_000).derive(PASSWORD.encode())
    padder = padding.PKCS7(128).padder()
    sealer = Cipher(algorithms.AES(key), modes.CBC(iv)).encryptor()
    whole = padder.update(text) + padder.finalize()
    return b"AuthenticatorPro" + salt + iv + sealer.update(whole) + sealer.finalize()


folder = Folder("stratum")
accounts = [
    plain(GITHUB, groups=["Work", "家"], icon=True, useCount=10),
    UNICODE, LONG, COUNTER, COUNTER_LONG, plain(STEAM, groups=["家"]), MOTP, YANDEX,
]
content = backup(accounts, [authenticator(one, at) for at, one in enumerate(accounts)])
text = json.dumps(content, ensure_ascii=False).encode()
folder.add("plain.json", content, accounts)
folder.add("strong.stratum", strong(text), accounts, password=PASSWORD)
folder.add("legacy.authpro", legacy(text), accounts, password=PASSWORD)

ranked = backup([], [authenticator(one, 7 - at) for at, one in enumerate(accounts)])
bare = [plain(one, icon=one["details"]["icon"], useCount=one["details"]["useCount"]) for one in accounts]
folder.add("ranking.json", ranked, [(8 - at, bare[7 - at]) for at in range(8)])

partial = [
    authenticator(GITHUB, 0, Username=None, Icon=None, CopyCount="drop"),
    authenticator(UNICODE, 0, Type=6),
    authenticator(LONG, 0, Algorithm=3),
    authenticator(LONG, 0, Digits="drop"),
    authenticator(STEAM, 0, Secret=None),
    authenticator(YANDEX, 0, Pin=None),
    authenticator(MOTP, 0, Secret=MOTP["secret"] + "1234", Pin="drop"),
    authenticator(MOTP, 0, Secret=MOTP["secret"].upper() + "AB"),
    authenticator(STEAM, 0, Digits=6, Algorithm=2, Icon="@missing0"),
    authenticator(COUNTER, 0, Counter=-1),
    authenticator(COUNTER, 0, Period=0),
]
folder.add(
    "partial.json",
    backup([], partial),
    [(1, plain(GITHUB, label="")), (7, MOTP), (9, STEAM), (11, COUNTER)],
    [
        (2, "Grüße & Söhne: ジョン+タグ / 1", "unsupported-type", "type"),
        (3, "Airline: élan", "bad-field", "Algorithm"),
        (4, "Airline: élan", "bad-field", "Digits"),
        (5, "Steam: dave", "bad-field", "Secret"),
        (6, "Yandex: frank", "bad-field", "pin"),
        (8, "Office: erin", "bad-field", "Secret"),
        (10, "Bank: bob", "bad-field", "counter"),
    ],
)
folder.save()
