#!/usr/bin/env python3
"""Authy's and Battle.net's Android preferences, by ElementTree and Python's cryptography."""
import base64
import json
import xml.etree.ElementTree as ET

from cryptography.hazmat.primitives import hashes, padding
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

from sample_accounts import *


def preferences(**values):
    root = ET.Element("map")
    ET.SubElement(root, "int", name="key_version", value="121")
    for name, value in values.items():
        ET.SubElement(root, "string", name=name.replace("__", ".")).text = value
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


def token(one, **secret):
    return {
        "accountType": "authenticator", "digits": one["digits"], "logo": one["issuer"], "originalIssuer": one["issuer"],
        "originalName": f"{one['issuer']}:{one['label']}", "timestamp": 1608374963, "hidden": False, "id": "1608374963",
        "name": f"{one['issuer']}: {one['label']}",
    } | secret


def sealed(one, password=PASSWORD):
    salt = f"salt of {one['label']}"
    key = PBKDF2HMAC(hashes.SHA1(), 32, salt.encode(), 1000).derive(password.encode())
    padder = padding.PKCS7(128).padder()
    plain = padder.update(b32(one["secret"]).encode()) + padder.finalize()
    made = Cipher(algorithms.AES(key), modes.CBC(bytes(16))).encryptor().update(plain)
    return token(one, encryptedSecret=base64.b64encode(made).decode(), salt=salt)


accounts = [changed(one, algorithm="SHA1", period=30) for one in TIMED]
own = changed(ALICE, issuer="", label="Twitch", secret=bytes_of("seed", 16), digits=7, period=10)
own_token = {"accountType": "twitch", "name": "Twitch", "secretSeed": own["secret"].hex(), "digits": 7, "id": "1"}
dashed = changed(ALICE, issuer="Dropbox", label="zoe - home")
edited = changed(ALICE, label="My own name")
authenticator = "com__authy__storage__tokens__authenticator__key"
authy = Samples("authy")
plain = [token(one, decryptedSecret=b32(one["secret"])) for one in accounts]
authy.add("plain.xml", preferences(**{authenticator: json.dumps(plain)}), accounts)
names = [
    {"accountType": "dropbox", "name": "Dropbox - zoe - home", "originalName": "zoe", "decryptedSecret": b32(dashed["secret"]), "digits": 6},
    token(edited, name="My own name", decryptedSecret=b32(edited["secret"])),
]
authy.add(
    "both-lists.xml",
    preferences(**{authenticator: json.dumps(names), "com__authy__storage__tokens__authy__key": json.dumps([own_token])}),
    [dashed, edited, own],
)
authy.add("encrypted.xml", preferences(**{authenticator: json.dumps([sealed(one) for one in accounts])}), accounts, password=PASSWORD)
mixed = [sealed(accounts[0]), sealed(accounts[1], "a third password"), token(accounts[2])]
authy.add(
    "partial.xml",
    preferences(**{authenticator: json.dumps(mixed)}),
    accounts[:1],
    password=PASSWORD,
    failed=[
        failure(2, "Kōhī Bank: ボブ", "bad-field", "encryptedSecret"),
        failure(3, 'Big "quoted" & <Co>: carol+tag@example.org', "unsupported-type", "type"),
    ],
)
authy.add("not-a-list.xml", preferences(**{authenticator: "{}"}), error="damaged-file")
authy.done()

# Battle.net: the mask is public, in WinAuth and Aegis.
MASK = bytes.fromhex(
    "398e27fc50276a656065b0e525f4c06c04c61075286b8e7aeda59da9813b5dd6c80d2fb38068773fa59ba47c17ca6c6479015c1d5b8b8f6b9a"
)


def masked(text, start=0):
    return bytes(a ^ b for a, b in zip(text.encode(), MASK[start:])).hex()


serial = "EU-1234-5678-9012"
battle = account("totp", "Battle.net", serial, digits=8)
messenger = "com__blizzard__messenger__AUTHENTICATOR_"
secret, number, kind = messenger + "DEVICE_SECRET", messenger + "SERIAL", messenger + "CREDENTIALS_ENCRYPTION_TYPE"
hex_ = battle["secret"].hex()
battle_net = Samples("battle-net")
battle_net.add("messenger.xml", preferences(**{kind: "MASK", secret: masked(hex_), number: masked(serial)}), [battle])
battle_net.add("messenger-without-serial.xml", preferences(**{secret: masked(hex_)}), [changed(battle, label="")])
battle_net.add("AUTH_STORE.xml", preferences(com__blizzard__bma__AUTH_STORE__HASH=masked(hex_ + serial)), [battle])
battle_net.add("keystore.xml", preferences(**{kind: "KEYSTORE", secret: masked(hex_)}), error="unsupported-parameters")
battle_net.add("unmasked.xml", preferences(**{secret: hex_}), [], failed=[failure(1, "Battle.net", "bad-field", "secret")])
battle_net.done()
