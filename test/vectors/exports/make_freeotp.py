#!/usr/bin/env python3
"""FreeOTP 1 (Android preferences), FreeOTP+ (JSON) and FreeOTP 2 (Java's serialisation, Python's cryptography)."""
import json
import struct
import xml.etree.ElementTree as ET

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

from sample_accounts import *


def token(one, counter_before=1):
    made = {
        "algo": one["algorithm"],
        "counter": 0 if one["counter"] is None else one["counter"] - counter_before,
        "digits": one["digits"],
        "issuerExt": one["issuer"],
        "issuerInt": one["issuer"],
        "label": one["label"],
        "period": one["period"] or 30,
        "secret": signed(one["secret"]),
        "type": "HOTP" if one["kind"] == "hotp" else "TOTP",
    }
    return made


def key(one):
    return f"{one['issuer']}:{one['label']}"


def preferences(strings):
    root = ET.Element("map")
    for name, value in strings.items():
        ET.SubElement(root, "string", name=name).text = value
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


# FreeOTP 1: the order isn't that of the file.
ordered = [ERIN, ALICE, STEAM, BOB, DAVE, CAROL]
strings = {key(one): json.dumps(token(one), ensure_ascii=False, separators=(",", ":")) for one in EVERY}
freeotp = Samples("freeotp")
freeotp.add("tokens.xml", preferences(strings | {"tokenOrder": json.dumps([key(one) for one in ordered])}), ordered)
edited = token(ALICE) | {"issuerAlt": "Contoso GmbH", "labelAlt": "Alice"}
missing = token(changed(CAROL, algorithm="SHA1"))
for field in ("algo", "digits", "period"):
    del missing[field]
odd = {
    "a": json.dumps(edited),
    "b": json.dumps(missing),
    "c": json.dumps(token(BOB) | {"algo": "MD5"}),
    "d": json.dumps(token(BOB) | {"type": "MOTP"}),
    "e": json.dumps(token(BOB) | {"secret": [1, 2, 300]}),
    "f": "not JSON",
    "g": json.dumps(token(BOB) | {"digits": "many"}),
}
bob = "Kōhī Bank: ボブ"
freeotp.add(
    "odd.xml",
    preferences(odd),
    [changed(ALICE, issuer="Contoso GmbH", label="Alice"), changed(CAROL, algorithm="SHA1", digits=6, period=30)],
    failed=[
        failure(3, bob, "bad-field", "algorithm"),
        failure(4, bob, "unsupported-type", "type"),
        failure(5, bob, "bad-field", "secret"),
        failure(6, "", "bad-field", "token"),
        failure(7, bob, "bad-field", "digits"),
    ],
)
freeotp.done()

plus = Samples("freeotp-plus")
content = {"tokenOrder": [key(one) for one in ordered], "tokens": [token(one) for one in EVERY]}
plus.add("freeotp-backup.json", json.dumps(content, ensure_ascii=False), ordered)
twice = {"tokenOrder": [], "tokens": [token(ALICE), token(ALICE) | {"secret": signed(bytes_of("other", 20))}, {"label": "x"}]}
plus.add(
    "same-name.json",
    json.dumps(twice),
    [ALICE, changed(ALICE, secret=bytes_of("other", 20))],
    failed=[failure(3, "x", "bad-field", "secret")],
)
plus.done()


# FreeOTP 2
def utf(text):
    """Java's modified UTF-8: UTF-16 units one by one."""
    units = struct.unpack(f">{len(text.encode('utf-16-be')) // 2}H", text.encode("utf-16-be"))
    out = b""
    for unit in units:
        if 0 < unit < 0x80:
            out += bytes([unit])
        elif unit < 0x800:
            out += bytes([0xC0 | unit >> 6, 0x80 | unit & 63])
        else:
            out += bytes([0xE0 | unit >> 12, 0x80 | unit >> 6 & 63, 0x80 | unit & 63])
    return out


def java_string(text):
    data = utf(text)
    return b"t" + struct.pack(">H", len(data)) + data


def hash_map(entries, old_android=False):
    out = bytes.fromhex("aced00057372") + struct.pack(">H", 17) + b"java.util.HashMap" + bytes.fromhex("0507dac1c31660d103")
    out += struct.pack(">H", 1 if old_android else 2) + b"F" + struct.pack(">H", 10) + b"loadFactor"
    if not old_android:
        out += b"I" + struct.pack(">H", 9) + b"threshold"
    out += b"xp" + struct.pack(">f", 0.75) + (b"" if old_android else struct.pack(">i", 24))
    out += b"w\x08" + struct.pack(">ii", 32, len(entries))
    for name, value in entries.items():
        out += java_string(name) + java_string(value)
    return out + b"x"


def sealed(wrapping, plain, kind, name, old_android=False):
    nonce = bytes_of(f"nonce {name}", 12)
    parameters = b"\x04\x0c" + nonce
    return {
        "mCipher": "AES/GCM/NoPadding",
        "mCipherText": signed(AESGCM(wrapping).encrypt(nonce, plain, kind.encode())),
        "mParameters": signed(parameters if old_android else b"\x30\x11" + parameters + b"\x02\x01\x10"),
        "mToken": kind,
    }


def master_key(name, digest, iterations, old_android=False):
    salt, key = bytes_of(f"salt {name}", 32), bytes_of(f"master key {name}", 32)
    algorithm = {"SHA1": hashes.SHA1, "SHA512": hashes.SHA512, "MD5": hashes.SHA256}[digest]()
    wrapping = PBKDF2HMAC(algorithm, 32, salt, iterations).derive(PASSWORD.encode())
    made = {
        "mAlgorithm": f"PBKDF2withHmac{digest}",
        "mEncryptedKey": sealed(wrapping, key, "AES", name, old_android),
        "mIterations": iterations,
        "mSalt": signed(salt),
    }
    return key, json.dumps(made, separators=(",", ":"))


def about(one):
    made = token(one, counter_before=0)
    del made["secret"]
    del made["period" if one["kind"] == "hotp" else "counter"]
    return made


def backup(name, tokens, digest="SHA512", iterations=100_000, old_android=False):
    key, wrapped = master_key(name, digest, iterations, old_android)
    entries = {"masterKey": wrapped}
    for index, (one, more) in enumerate(tokens):
        uuid = f"4a770c9c-9f81-4718-9791-{index:012x}"
        described = {k: v for k, v in (about(one) | more).items() if v is not None}
        kind = f"Hmac{one['algorithm']}"
        envelope = {"key": json.dumps(sealed(key, one["secret"], kind, f"{name} {index}"), separators=(",", ":"))}
        entries[f"{uuid}-token"] = json.dumps(described, ensure_ascii=False, separators=(",", ":"))
        entries[uuid] = json.dumps(envelope, separators=(",", ":"))
    return entries


two = Samples("freeotp2")
every = [(one, {}) for one in EVERY]
two.add("externalBackup.xml", hash_map(backup("usual", every)), EVERY, password=PASSWORD)
two.add("sha1-android6.xml", hash_map(backup("old", every, "SHA1", 1_000, True), True), EVERY, password=PASSWORD)
emoji = changed(ALICE, issuer="🦉 Owl", label="a\u00e9\U0001f511")
two.add("emoji.xml", hash_map(backup("emoji", [(emoji, {})], iterations=1000)), [emoji], password=PASSWORD)
none = {"algo": None, "digits": None, "period": None}
odd = backup("odd", [(ALICE, none), (BOB, none | {"digits": 7}), (DAVE, {"counter": None}), (CAROL, {}), (ERIN, {})], iterations=1000)
del odd["4a770c9c-9f81-4718-9791-000000000003"]
damaged = "4a770c9c-9f81-4718-9791-000000000004"
inner = json.loads(json.loads(odd[damaged])["key"])
inner["mCipherText"][3] ^= 1
odd[damaged] = json.dumps({"key": json.dumps(inner)})
two.add(
    "odd.xml",
    hash_map(odd),
    [ALICE],
    password=PASSWORD,
    failed=[
        failure(2, bob, "bad-field", "algo"),
        failure(3, "Fabrikam: dave", "bad-field", "counter"),
        failure(4, 'Big "quoted" & <Co>: carol+tag@example.org', "bad-field", "secret"),
        failure(5, "Air Example: erin", "bad-field", "secret"),
    ],
)
two.add("unknown-kdf.xml", hash_map(backup("md5", every[:1], "MD5", 1000)), password=PASSWORD, error="unsupported-parameters")
absurd = backup("absurd", every[:1], iterations=1000)
absurd["masterKey"] = absurd["masterKey"].replace('"mIterations":1000', '"mIterations":2000000000')
two.add("absurd-kdf.xml", hash_map(absurd), password=PASSWORD, error="unsupported-parameters")
two.done()
