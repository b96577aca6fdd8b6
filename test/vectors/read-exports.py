#!/usr/bin/env python3
"""Reads what the exporters write, sharing no code with them.

    read-exports.py FORMAT FILE < password

Prints the accounts as JSON. Needs nothing but python3-cryptography (Debian).
"""
import base64, json, sys, urllib.parse
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt


def base32(text):
    return base64.b32decode(text + "=" * (-len(text) % 8))


def account(kind, issuer, label, secret, algorithm, digits, moving, pin=None, **details):
    one = dict(kind=kind, issuer=issuer, label=label, secret=secret.hex(), algorithm=algorithm, digits=digits)
    one["counter" if kind == "hotp" else "period"] = moving
    if pin is not None:
        one["pin"] = pin
    return {**one, **details}


def aegis(text, password):
    file = json.loads(text)
    assert file["version"] == 1
    db = file["db"]
    if isinstance(db, str):
        [slot] = file["header"]["slots"]
        assert slot["type"] == 1
        kdf = Scrypt(salt=bytes.fromhex(slot["salt"]), length=32, n=slot["n"], r=slot["r"], p=slot["p"])
        params = slot["key_params"]
        wrapped = bytes.fromhex(slot["key"] + params["tag"])
        master = AESGCM(kdf.derive(password)).decrypt(bytes.fromhex(params["nonce"]), wrapped, None)
        params = file["header"]["params"]
        sealed = base64.b64decode(db) + bytes.fromhex(params["tag"])
        db = json.loads(AESGCM(master).decrypt(bytes.fromhex(params["nonce"]), sealed, None))
    else:
        assert file["header"] == {"slots": None, "params": None}
    assert db["version"] == 3
    names = {group["uuid"]: group["name"] for group in db["groups"]}
    for entry in db["entries"]:
        info = entry["info"]
        yield account(
            *(entry["type"], entry["issuer"], entry["name"], base32(info["secret"]), info["algo"], info["digits"]),
            *(info["counter"] if entry["type"] == "hotp" else info["period"], info.get("pin")),
            groups=[names[uuid] for uuid in entry["groups"]],
            note=entry["note"],
            isFavourite=entry["favorite"],
            icon=entry["icon"],
        )


def two_fas(text, password):
    file = json.loads(text)
    assert file["schemaVersion"] == 4
    services = file["services"]
    if "servicesEncrypted" in file:
        assert services == []
        opened = [open_2fas(file[name], password) for name in ("servicesEncrypted", "reference")]
        assert len(opened[1]) == 256
        services = json.loads(opened[0])
    names = {group["id"]: group["name"] for group in file["groups"]}
    for place, service in enumerate(services):
        otp = service["otp"]
        assert service["order"]["position"] == place
        kind = otp["tokenType"].lower()
        yield account(
            *(kind, otp["issuer"], otp["account"], base32(service["secret"]), otp["algorithm"], otp["digits"]),
            otp["counter" if kind == "hotp" else "period"],
            groups=[names[service["groupId"]]] if "groupId" in service else [],
        )


def open_2fas(text, password):
    sealed, salt, nonce = map(base64.b64decode, text.split(":"))
    assert (len(salt), len(nonce)) == (256, 12)
    kdf = PBKDF2HMAC(algorithm=SHA256(), length=32, salt=salt, iterations=10_000)
    return AESGCM(kdf.derive(password)).decrypt(nonce, sealed, None)


def bitwarden(text, _):
    file = json.loads(text)
    assert file["encrypted"] is False
    names = {folder["id"]: folder["name"] for folder in file["folders"]}
    for item in file["items"]:
        assert item["type"] == 1 and item["login"]["password"] is None
        details = dict(
            groups=[names[item["folderId"]]] if item["folderId"] else [],
            note=item["notes"] or "",
            isFavourite=item["favorite"],
        )
        totp = item["login"]["totp"]
        if totp.startswith("steam://"):
            secret = base32(totp.removeprefix("steam://"))
            yield account("steam", item["name"], item["login"]["username"] or "", secret, "SHA1", 5, 30, **details)
        else:
            yield {**key_uri(totp), **details}


def key_uri_list(text, _):
    return map(key_uri, text.splitlines())


def key_uri(uri):
    parts = urllib.parse.urlsplit(uri)
    assert parts.scheme == "otpauth"
    given = {name: value for name, [value] in urllib.parse.parse_qs(parts.query, strict_parsing=True).items()}
    kind = {"yaotp": "yandex"}.get(parts.netloc, parts.netloc)
    issuer = given.get("issuer", "")
    label = urllib.parse.unquote(parts.path.removeprefix("/")).removeprefix(f"{issuer}:")
    pin = given.get("pin")
    return account(
        *(kind, issuer, label, bytes.fromhex(given["secret"]) if kind == "motp" else base32(given["secret"])),
        *(given["algorithm"], int(given["digits"]), int(given["counter" if kind == "hotp" else "period"])),
        base32(pin).decode() if kind == "yandex" else pin,
    )


def google_migration(text, _):
    parts = [message(data_of(uri)) for uri in text.splitlines()]
    assert [part.get(4, [0])[0] for part in parts] == list(range(len(parts)))
    assert all(part[2] == [1] and part[3] == [len(parts)] for part in parts)
    assert len({part[5][0] for part in parts}) == 1
    for part in parts:
        assert len(part[1]) <= 10
        for one in map(message, part[1]):
            kind = {1: "hotp", 2: "totp"}[one[6][0]]
            issuer, name = one[3][0].decode(), one[2][0].decode()
            moving = one.get(7, [0])[0] if kind == "hotp" else 30
            algorithm, digits = {1: "SHA1", 2: "SHA256", 3: "SHA512"}[one[4][0]], {1: 6, 2: 8}[one[5][0]]
            label = name.removeprefix(f"{issuer}:")
            yield account(kind, issuer, label, one[1][0], algorithm, digits, moving)


def data_of(uri):
    given = urllib.parse.parse_qs(urllib.parse.urlsplit(uri).query, strict_parsing=True)
    return base64.b64decode(given["data"][0], validate=True)


def message(data):
    """Protocol Buffers' wire format: varints and lengths."""
    fields, at = {}, 0

    def varint():
        nonlocal at
        value, shift = 0, 0
        while True:
            byte = data[at]
            value, shift, at = value | (byte & 127) << shift, shift + 7, at + 1
            if byte < 128:
                return value

    while at < len(data):
        key = varint()
        assert key & 7 in (0, 2)
        value = varint()
        if key & 7 == 2:
            value, at = data[at : at + value], at + value
        fields.setdefault(key >> 3, []).append(value)
    return fields


READERS = {
    "aegis": aegis,
    "aegis-encrypted": aegis,
    "2fas": two_fas,
    "2fas-encrypted": two_fas,
    "bitwarden": bitwarden,
    "key-uri": key_uri_list,
    "google-migration": google_migration,
}

[_, name, path] = sys.argv
print(json.dumps(list(READERS[name](open(path, encoding="utf-8").read(), sys.stdin.buffer.read()))))
