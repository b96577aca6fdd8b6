#!/usr/bin/python3
"""Writes aegis/: vaults as Aegis writes them, made with Python's cryptography."""

import json

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from sample_tools import (
    COUNTER, COUNTER_LONG, GITHUB, LONG, MOTP, STEAM, UNICODE, YANDEX,
    Folder, base32, base64_text, fixed, plain, png, secret_of,
)

GROUPS = {"Work": "11111111-0000-4000-8000-000000000001", "Privé": "11111111-0000-4000-8000-000000000002"}
PASSWORD = "correct horse"


def entry(made, version, **changes):
    info = {"secret": base32(secret_of(made)), "algo": made["algorithm"], "digits": made["digits"]}
    info |= {name: made[name] for name in ("period", "counter", "pin") if name in made}
    written = {
        "type": made["kind"],
        "uuid": fixed(f"uuid {made['label']}", 16).hex(),
        "name": made["label"],
        "issuer": made["issuer"],
        "icon": None,
        "info": info,
    }
    details = made["details"]
    if details["icon"]:
        written |= {"icon": base64_text(png(40, 200, 30, 60)), "icon_mime": "image/png", "icon_hash": "00" * 32}
    if version == 1:
        written["group"] = details["groups"][0] if details["groups"] else None
    else:
        written |= {"note": details["note"], "favorite": details["isFavourite"]}
    if version == 2:
        written["group"] = details["groups"][0] if details["groups"] else None
    if version == 3:
        written["groups"] = [GROUPS[name] for name in details["groups"]]
    return written | changes


def contents(version, entries):
    db = {"version": version, "entries": entries}
    if version == 3:
        db |= {"groups": [{"uuid": uuid, "name": name} for name, uuid in GROUPS.items()], "icons_optimized": True}
    return db


def open_file(db):
    return {"version": 1, "header": {"slots": None, "params": None}, "db": db}


def split(sealed):
    return sealed[:-16], sealed[-16:]


def slot(master_key, password, n, name):
    salt, nonce = fixed(f"salt {name}", 32), fixed(f"nonce {name}", 12)
    key = Scrypt(salt=salt, length=32, n=n, r=8, p=1).derive(password.encode())
    sealed, tag = split(AESGCM(key).encrypt(nonce, master_key, None))
    return {
        "type": 1,
        "uuid": fixed(f"slot {name}", 16).hex(),
        "key": sealed.hex(),
        "key_params": {"nonce": nonce.hex(), "tag": tag.hex()},
        "n": n, "r": 8, "p": 1,
        "salt": salt.hex(),
        "repaired": True,
        "is_backup": False,
    }


def biometric():
    return {
        "type": 2,
        "uuid": fixed("slot biometric", 16).hex(),
        "key": fixed("key biometric", 32).hex(),
        "key_params": {"nonce": fixed("nonce biometric", 12).hex(), "tag": fixed("tag biometric", 16).hex()},
    }


def sealed_file(db, slots, name):
    master_key, nonce = fixed("master key", 32), fixed(f"nonce of {name}", 12)
    text = json.dumps(db, ensure_ascii=False, indent=4).encode()
    sealed, tag = split(AESGCM(master_key).encrypt(nonce, text, None))
    header = {"slots": slots(master_key), "params": {"nonce": nonce.hex(), "tag": tag.hex()}}
    return {"version": 1, "header": header, "db": base64_text(sealed)}


folder = Folder("aegis")
first = [plain(GITHUB, groups=["Work"]), plain(UNICODE), LONG, COUNTER, COUNTER_LONG, STEAM]
folder.add("plain-1.json", open_file(contents(1, [entry(one, 1) for one in first])), first)

second = [
    plain(GITHUB, groups=["Work"], note="two\nlines", isFavourite=True, icon=True), UNICODE, LONG, COUNTER, STEAM, MOTP,
]
folder.add("plain-2.json", open_file(contents(2, [entry(one, 2) for one in second])), second)

third = [
    plain(GITHUB, groups=["Work", "Privé"], note="note ✓", isFavourite=True, icon=True),
    UNICODE, LONG, COUNTER, COUNTER_LONG, STEAM, MOTP, plain(YANDEX, groups=["Privé"]),
]
db = contents(3, [entry(one, 3) for one in third])
folder.add("plain-3.json", open_file(db), third)
folder.add(
    "encrypted-3.json",
    sealed_file(db, lambda key: [slot(key, PASSWORD, 2**15, "usual")], "usual"),
    third,
    password=PASSWORD,
)
for name, password in (("first", "pässwörd"), ("second", PASSWORD)):
    folder.add(
        f"encrypted-several-slots-{name}.json",
        sealed_file(
            db,
            lambda key: [biometric(), slot(key, "pässwörd", 2**10, "one"), slot(key, PASSWORD, 2**11, "two")],
            "several",
        ),
        third,
        password=password,
    )
folder.add(
    "encrypted-1.json",
    sealed_file(contents(1, [entry(one, 1) for one in first]), lambda key: [slot(key, PASSWORD, 2**10, "old")], "old"),
    first,
    password=PASSWORD,
)

svg = base64_text(b"<svg xmlns='http://www.w3.org/2000/svg'/>")
spaced = " ".join(base32(secret_of(GITHUB))[at : at + 4] for at in range(0, 32, 4)).lower()


def changed(made, **info):
    written = entry(made, 3)
    return written | {"info": written["info"] | info}


def without(made, field):
    written = entry(made, 3)
    return written | {"info": {name: value for name, value in written["info"].items() if name != field}}


partial = [
    changed(GITHUB, secret=spaced),
    entry(UNICODE, 3, type="fido"),
    changed(LONG, algo="SHA3-256"),
    changed(LONG, algo="MD5"),
    without(COUNTER, "counter"),
    without(STEAM, "secret"),
    changed(COUNTER_LONG, secret="10891089"),
    changed(GITHUB, digits=11),
    without(MOTP, "pin"),
    "not an object",
    entry(STEAM, 3, icon=svg, icon_mime="image/svg+xml", groups=["unknown"]),
    entry(COUNTER, 3, issuer=None, note=None, favorite=None, groups=None),
    changed(COUNTER, counter="7"),
    entry(LONG, 3, groups=[f"many {number}" for number in range(65)]),
]
folder.add(
    "partial.json",
    open_file(
        contents(3, partial)
        | {"groups": [{"uuid": f"many {number}", "name": f"group {number}"} for number in range(65)]}
    ),
    [(1, GITHUB), (11, STEAM), (12, plain(COUNTER, issuer="")), (13, COUNTER)],
    [
        (2, "Grüße & Söhne: ジョン+タグ / 1", "unsupported-type", "type"),
        (3, "Airline: élan", "bad-field", "algo"),
        (4, "Airline: élan", "bad-field", "algorithm"),
        (5, "Bank: bob", "bad-field", "counter"),
        (6, "Steam: dave", "bad-field", "secret"),
        (7, "Old Bank: Savings: carol", "bad-field", "secret"),
        (8, "GitHub: alice@example.org", "bad-field", "digits"),
        (9, "Office: erin", "bad-field", "pin"),
        (10, "", "bad-field", "type"),
        (14, "Airline: élan", "too-large", "group"),
    ],
)
folder.add("empty.json", open_file(contents(3, [])), [])
folder.save()
