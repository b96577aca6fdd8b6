#!/usr/bin/python3
"""Writes bitwarden/: exports as Bitwarden and Bitwarden Authenticator write them.

Made with Python's cryptography (PBKDF2, HKDF, AES, HMAC), argon2 (argon2-cffi) and csv.
"""

import csv
import hashlib
import hmac
import io
import json

from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives import hashes, padding
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

from key_uri import key_uri
from sample_tools import COUNTER, GITHUB, LONG, STEAM, UNICODE, Folder, account, base32, base64_text, fixed, plain, secret_of

PASSWORD = "Bitwärden"
FOLDERS = {"Work": "f0000000-0000-4000-8000-000000000001", "日本": "f0000000-0000-4000-8000-000000000002"}
BARE = account("totp", "Bare, of a site", "alice", groups=["日本"], note='says "hi", twice\n"hi"')


def steam_link(made):
    return f"steam://{base32(secret_of(made))}"


def item(made, name, username, totp, **changes):
    folder = made["details"]["groups"][0] if made["details"]["groups"] else None
    return {
        "id": fixed(f"bitwarden id {name}", 16).hex(),
        "organizationId": None,
        "folderId": FOLDERS[folder] if folder else None,
        "type": 1,
        "reprompt": 0,
        "name": name,
        "notes": made["details"]["note"] or None,
        "favorite": made["details"]["isFavourite"],
        "login": {"uris": [{"match": None, "uri": "https://example.org"}], "username": username, "password": "x", "totp": totp},
        "collectionIds": None,
    } | changes


spaced = " ".join(base32(secret_of(BARE))[at : at + 4] for at in range(0, 32, 4)).lower()
accounts = [
    plain(GITHUB, groups=["Work"], isFavourite=True, note="one\ntwo"),
    UNICODE,
    LONG,
    BARE,
    plain(STEAM, issuer="Steam of dave", label="dave"),
    COUNTER,
]
logins = [
    ("My GitHub", "alice", key_uri(GITHUB)),
    ("Unicode", None, key_uri(UNICODE)),
    ("Airline", "élan", key_uri(LONG)),
    (BARE["issuer"], BARE["label"], spaced),
    ("Steam of dave", "dave", steam_link(STEAM)),
    ("Bank", "bob", key_uri(COUNTER)),
]
items = [item(made, *login) for made, login in zip(accounts, logins)]
without = [
    item(LONG, "no totp", "x", None),
    item(LONG, "empty totp", "x", " "),
    {"id": "n", "type": 2, "name": "a note", "notes": "text", "secureNote": {"type": 0}, "favorite": False},
]
vault = {
    "encrypted": False,
    "folders": [{"id": id, "name": name} for name, id in FOLDERS.items()],
    "items": [without[0], *items, *without[1:]],
}


def encrypted_string(keys, name, text):
    iv = fixed(f"bitwarden iv {name}", 16)
    padder = padding.PKCS7(128).padder()
    sealer = Cipher(algorithms.AES(keys["enc"]), modes.CBC(iv)).encryptor()
    whole = padder.update(text) + padder.finalize()
    sealed = sealer.update(whole) + sealer.finalize()
    mac = hmac.new(keys["mac"], iv + sealed, hashlib.sha256).digest()
    return "2." + "|".join(base64_text(part) for part in (iv, sealed, mac))


def protected(content, name, **kdf):
    salt = base64_text(fixed(f"bitwarden salt {name}", 16))
    if kdf["kdfType"] == 0:
        iterations = kdf["kdfIterations"]
        made = PBKDF2HMAC(algorithm=hashes.SHA256(), length=32, salt=salt.encode(), iterations=iterations)
        key = made.derive(PASSWORD.encode())
    else:
        key = hash_secret_raw(
            PASSWORD.encode(),
            hashlib.sha256(salt.encode()).digest(),
            time_cost=kdf["kdfIterations"],
            memory_cost=kdf["kdfMemory"] * 1024,
            parallelism=kdf["kdfParallelism"],
            hash_len=32,
            type=Type.ID,
        )
    keys = {info: HKDFExpand(hashes.SHA256(), 32, info.encode()).derive(key) for info in ("enc", "mac")}
    return {
        "encrypted": True,
        "passwordProtected": True,
        "salt": salt,
        **kdf,
        "encKeyValidation_DO_NOT_EDIT": encrypted_string(keys, "check", b"0d7b28c5-6b6d-4a0e-8b3a-1f7c5c7c8d9e"),
        "data": encrypted_string(keys, "data", json.dumps(content, ensure_ascii=False, indent=2).encode()),
    }


folder = Folder("bitwarden")
folder.add("vault.json", vault, accounts)
pbkdf2 = {"kdfIterations": 600_000, "kdfType": 0}
folder.add("protected-pbkdf2.json", protected(vault, "usual", **pbkdf2), accounts, password=PASSWORD)
folder.add(
    "protected-pbkdf2-cheap.json", protected(vault, "cheap", kdfIterations=5_000, kdfType=0), accounts, password=PASSWORD
)
argon2 = {"kdfIterations": 3, "kdfMemory": 64, "kdfParallelism": 4, "kdfType": 1}
folder.add("protected-argon2id.json", protected(vault, "argon2", **argon2), accounts, password=PASSWORD)
argon2_cheap = {"kdfIterations": 2, "kdfMemory": 1, "kdfParallelism": 1, "kdfType": 1}
folder.add("protected-argon2id-cheap.json", protected(vault, "light", **argon2_cheap), accounts, password=PASSWORD)

collection = "c0000000-0000-4000-8000-000000000001"
organisation = {
    "encrypted": False,
    "collections": [{"id": collection, "organizationId": "o", "name": "Team", "externalId": None}],
    "items": [item(plain(UNICODE), *logins[1], collectionIds=[collection])],
}
folder.add("organisation.json", organisation, [plain(UNICODE, groups=["Team"])])

partial = [
    item(GITHUB, "Wrong secret", "a", "not base 32!"),
    item(LONG, "Unknown algorithm", "b", key_uri(LONG).replace("SHA512", "SHA384")),
    item(LONG, "Unknown scheme", "c", "https://example.org/"),
    item(plain(GITHUB), "Long note", "d", key_uri(GITHUB), notes="é" * 600),
    item(GITHUB, "Nameless", "e", f"otpauth://totp/?secret={base32(secret_of(GITHUB))}"),
    item(GITHUB, "Only a period", "f", key_uri(GITHUB).replace("period=30", "period=0")),
    item(GITHUB, "No text", "g", 123456),
]
folder.add(
    "partial.json",
    vault | {"items": partial},
    [(4, plain(GITHUB, note="é" * 510 + "…")), (5, plain(GITHUB, issuer="Nameless", label="e"))],
    [
        (1, "Wrong secret: a", "bad-field", "secret"),
        (2, "Unknown algorithm: b", "bad-field", "algorithm"),
        (3, "Unknown scheme: c", "not-a-key-uri", None),
        (6, "Only a period: f", "bad-field", "period"),
        (7, "No text: g", "bad-field", "totp"),
    ],
)
folder.save()

folder = Folder("bitwarden-authenticator")
stand_alone = [plain(GITHUB, isFavourite=True), UNICODE, plain(STEAM, issuer="SteamName", label="")]
names = [("GitHub", key_uri(GITHUB)), ("Unicode", key_uri(UNICODE)), ("SteamName", steam_link(STEAM))]
folder.add(
    "android.json",
    {
        "encrypted": False,
        "items": [
            {
                "id": fixed(f"authenticator {name}", 16).hex(),
                "name": name,
                "folderId": None,
                "organizationId": None,
                "collectionIds": None,
                "notes": None,
                "type": 1,
                "login": {"totp": totp, "issuer": name, "period": 30, "digits": 6},
                "favorite": made["details"]["isFavourite"],
            }
            for made, (name, totp) in zip(stand_alone, names)
        ],
    },
    stand_alone,
)
bare = account("totp", "Bare", "zoë", digits=8, period=60)
folder.add(
    "bare.json",
    {
        "encrypted": False,
        "items": [
            {"type": 1, "name": "Bare", "login": {"totp": base32(secret_of(bare)), "username": "zoë", "period": 60, "digits": 8}}
        ],
    },
    [bare],
)
folder.save()


def table(columns, rows):
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


folder = Folder("bitwarden-csv")
columns = "folder,favorite,type,name,notes,fields,reprompt,login_uri,login_username,login_password,login_totp".split(",")
rows = [
    {
        "folder": "".join(made["details"]["groups"]),
        "favorite": "1" if made["details"]["isFavourite"] else "",
        "type": "login",
        "name": name,
        "notes": made["details"]["note"],
        "reprompt": 0,
        "login_uri": "https://example.org",
        "login_username": username or "",
        "login_password": 'a,"b"',
        "login_totp": totp,
    }
    for made, (name, username, totp) in zip(accounts, logins)
]
note = {"type": "note", "name": "a note", "notes": "text", "favorite": "", "reprompt": 0}
folder.add("vault.csv", table(columns, [note, *rows]).encode(), accounts)
folder.add("crlf.csv", b"\xef\xbb\xbf" + table(columns, [note, *rows]).replace("\n", "\r\n").encode(), [
    plain(one, **{**one["details"]}) for one in accounts
])
team = "collections,type,name,notes,fields,reprompt,login_uri,login_username,login_password,login_totp".split(",")
shared = {"collections": "Team,日本", "type": "login", "name": "Unicode", "login_totp": key_uri(UNICODE)}
folder.add("organisation.csv", table(team, [shared]).encode(), [plain(UNICODE, groups=["Team", "日本"])])
# Bitwarden Authenticator on Android: nothing is quoted, and there are more cells than columns.
android = [plain(GITHUB), plain(UNICODE), plain(STEAM, issuer="SteamName", label="")]
lines = ["folder,favorite,type,name,login_uri,login_totp"]
lines += [f",,1,{name},,{totp},{name},30,6" for name, totp in [("GitHub, Inc", key_uri(GITHUB)), *names[1:]]]
folder.add("authenticator-android.csv", "\n".join(lines).encode(), android)
broken = [
    {"type": "login", "name": "Wrong", "login_username": "a", "login_totp": "1111"},
    {"type": "login", "name": "Right", "login_username": "b", "login_totp": key_uri(GITHUB)},
]
folder.add("partial.csv", table(columns, broken).encode(), [(2, plain(GITHUB))], [(1, "Wrong: a", "bad-field", "secret")])
folder.save()
