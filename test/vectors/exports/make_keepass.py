#!/usr/bin/env python3
"""KeePass databases: KDBX 4 written with Python's cryptography and argon2, and by KeePassXC itself (keepassxc-cli).

Each one written here is read again by keepassxc-cli, so that it is what KeePassXC takes for a database.
"""
import base64
import gzip
import hashlib
import hmac
import os
import struct
import subprocess
import tempfile
import xml.etree.ElementTree as ET

from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives import padding
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from sample_accounts import *

CIPHERS = {
    "aes": "31c1f2e6bf714350be5805216afc5aff",
    "chacha20": "d6038a2b8b6f4cb5a524339a31dbb59a",
    "twofish": "ad68f29f576f4bb9a36ad47af965346c",
}
KDFS = {
    "aes": "7c02bb8279a74ac0927d114a00648238",
    "aes-old-id": "c9d9f39a628a4460bf740d08c18a4fea",
    "argon2d": "ef636ddf8c29444b91f7a9a403e30a0c",
    "argon2id": "9e298b1956db4773b23dfc3ec6f0a1e6",
}


def item(kind, name, value):
    return bytes([kind]) + struct.pack("<i", len(name)) + name.encode() + struct.pack("<i", len(value)) + value


def kdf_fields(name, kdf, rounds, memory, lanes, version):
    out = struct.pack("<H", 0x100) + item(0x42, "$UUID", bytes.fromhex(KDFS[kdf]))
    salt = bytes_of(f"kdf salt {name}", 32)
    if kdf.startswith("aes"):
        out += item(0x05, "R", struct.pack("<Q", rounds)) + item(0x42, "S", salt)
    else:
        out += item(0x42, "S", salt) + item(0x04, "P", struct.pack("<I", lanes)) + item(0x05, "M", struct.pack("<Q", memory))
        out += item(0x05, "I", struct.pack("<Q", rounds)) + item(0x04, "V", struct.pack("<I", version))
    return out + b"\0", salt


def derive(kdf, composite, salt, rounds, memory, lanes):
    if kdf.startswith("aes"):
        encryptor = Cipher(algorithms.AES(salt), modes.ECB()).encryptor()
        for _ in range(rounds):
            composite = encryptor.update(composite)
        return hashlib.sha256(composite).digest()
    kind = Type.D if kdf == "argon2d" else Type.ID
    return hash_secret_raw(composite, salt, rounds, memory // 1024, lanes, 32, kind)


def seal(cipher, key, iv, plain):
    if cipher == "chacha20":
        return Cipher(algorithms.ChaCha20(key, bytes(4) + iv), None).encryptor().update(plain)
    padder = padding.PKCS7(128).padder()
    return Cipher(algorithms.AES(key), modes.CBC(iv)).encryptor().update(padder.update(plain) + padder.finalize())


def protect(root, key):
    """The inner stream (ChaCha20) over every protected value, in the document's order."""
    made = hashlib.sha512(key).digest()
    stream = Cipher(algorithms.ChaCha20(made[:32], bytes(4) + made[32:44]), None).encryptor()
    for value in root.iter():
        if value.get("Protected") == "True":
            value.text = base64.b64encode(stream.update((value.text or "").encode())).decode()


def kdbx(name, root, *, cipher="aes", kdf="argon2d", rounds=2, memory=1 << 20, lanes=1, compressed=True, version=0x13,
         password=PASSWORD, derive_rounds=None, xml=None, attachment=b""):
    inner_key, seed = bytes_of(f"inner {name}", 64), bytes_of(f"seed {name}", 32)
    iv = bytes_of(f"iv {name}", 12 if cipher == "chacha20" else 16)
    if xml is None:
        root = ET.fromstring(ET.tostring(root))
        protect(root, inner_key)
        xml = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    inner = struct.pack("<BII", 1, 4, 3) + struct.pack("<BI", 2, 64) + inner_key
    inner += struct.pack("<BI", 3, len(attachment) + 1) + b"\1" + attachment if attachment else b""
    content = inner + struct.pack("<BI", 0, 0) + xml
    fields, salt = kdf_fields(name, kdf, rounds, memory, lanes, version)
    header = struct.pack("<IIHH", 0x9AA2D903, 0xB54BFB67, 0, 4)
    for number, value in ((2, bytes.fromhex(CIPHERS[cipher])), (3, struct.pack("<I", compressed)), (4, seed), (7, iv), (11, fields), (0, b"\r\n\r\n")):
        header += struct.pack("<BI", number, len(value)) + value
    composite = hashlib.sha256(hashlib.sha256(password.encode()).digest()).digest()
    transformed = derive(kdf, composite, salt, derive_rounds or rounds, min(memory, 1 << 24), lanes)
    mac_key = hashlib.sha512(seed + transformed + b"\1").digest()

    def mac(index, *parts):
        key = hashlib.sha512(struct.pack("<Q", index) + mac_key).digest()
        return hmac.new(key, b"".join(parts), hashlib.sha256).digest()

    plain = gzip.compress(content, mtime=0) if compressed else content
    sealed = seal(cipher, hashlib.sha256(seed + transformed).digest(), iv, plain)
    out = header + hashlib.sha256(header).digest() + mac(0xFFFFFFFFFFFFFFFF, header)
    blocks = [sealed[at : at + 2048] for at in range(0, len(sealed), 2048)] + [b""]
    for index, block in enumerate(blocks):
        size = struct.pack("<I", len(block))
        out += mac(index, struct.pack("<Q", index), size, block) + size + block
    return out


def uuid(name):
    return base64.b64encode(bytes_of(f"uuid {name}", 16)).decode()


def group(name, *children):
    made = ET.Element("Group")
    ET.SubElement(made, "UUID").text = uuid(name)
    ET.SubElement(made, "Name").text = name
    made.extend(children)
    return made


def entry(title, user, tags="", history=(), **attributes):
    made = ET.Element("Entry")
    ET.SubElement(made, "UUID").text = uuid(f"{title} {user}")
    ET.SubElement(made, "Tags").text = tags
    fields = {"Title": title, "UserName": user, "Password": "hunter2"} | {k.replace("__", "-").replace("_", " "): v for k, v in attributes.items()}
    for name, value in fields.items():
        string = ET.SubElement(made, "String")
        ET.SubElement(string, "Key").text = name
        secret = name not in ("Title", "UserName", "Notes")
        ET.SubElement(string, "Value", **({"Protected": "True"} if secret else {})).text = value
    if history:
        ET.SubElement(made, "History").extend(history)
    # What makes KeePassXC write KDBX 4, not 3.1.
    data = ET.SubElement(ET.SubElement(made, "CustomData"), "Item")
    ET.SubElement(data, "Key").text, ET.SubElement(data, "Value").text = "made by", "hand"
    return made


def database(*children):
    root = ET.Element("KeePassFile")
    meta = ET.SubElement(root, "Meta")
    ET.SubElement(meta, "Generator").text = "samples"
    ET.SubElement(meta, "RecycleBinEnabled").text = "True"
    ET.SubElement(meta, "RecycleBinUUID").text = uuid("Recycle Bin")
    ET.SubElement(root, "Root").append(group("Everything", *children))
    return root


HASHES = {"SHA1": "HMAC-SHA-1", "SHA256": "HMAC-SHA-256", "SHA512": "HMAC-SHA-512"}


def spaced(secret):
    text = b32(secret).lower()
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def own(one, encoding, **more):
    secret = {"Base32": b32(one["secret"]), "Hex": one["secret"].hex(), "Base64": base64.b64encode(one["secret"]).decode()}[encoding]
    return {f"TimeOtp__Secret__{encoding}": secret, "TimeOtp__Length": str(one["digits"]),
            "TimeOtp__Period": str(one["period"]), "TimeOtp__Algorithm": HASHES[one["algorithm"]]} | more


def named(one, **more):
    return entry(one["issuer"], one["label"], **more)


long_note = "Wort für Wort\n" * 100
cut = long_note.encode()[:1021].decode(errors="ignore").rstrip("\ufffd") + "…"
text_secret = changed(ALICE, issuer="Text", secret=b"plain text as a secret")
keeotp = changed(BOB, issuer="KeeOtp", algorithm="SHA1")
seed = changed(CAROL, issuer="Seed", algorithm="SHA1", digits=8, period=45)
seed_alone = changed(ALICE, issuer="Seed alone", period=30)
seed_steam = changed(STEAM, issuer="Seed Steam")
hmac_own = changed(ERIN, issuer="Own HOTP", algorithm="SHA1", digits=6)
trashed = changed(DAVE, details={"isTrashed": True})
children = [
    named(ALICE, otp=uri(ALICE), Notes="first line\nsecond ü", history=[named(ALICE, otp=uri(changed(ALICE, secret=b"old" * 7)))]),
    entry("No code", "nobody"),
    entry("Renamed", "me", otp=uri(changed(ALICE, issuer="", label="none"))),
    group(
        "Internet",
        named(BOB, tags="money;二要素", **own(BOB, "Base32")),
        group("Social", named(CAROL, **own(CAROL, "Hex")), named(text_secret, TimeOtp__Secret="plain text as a secret")),
        named(keeotp, otp=f"key={b32(keeotp['secret'])}&step=20&size=7"),
    ),
    named(seed, TOTP_Seed=spaced(seed["secret"]), TOTP_Settings="45;8", Notes=long_note),
    named(seed_alone, TOTP_Seed=b32(seed_alone["secret"])),
    named(seed_steam, TOTP_Seed=b32(seed_steam["secret"]), TOTP_Settings="30;S"),
    named(STEAM, otp=uri(changed(STEAM, kind="totp"), encoder="steam")),
    named(hmac_own, HmacOtp__Secret__Base32=b32(hmac_own["secret"]), HmacOtp__Counter="10300"),
    entry("Bad hash", "x", **own(ALICE, "Base64", TimeOtp__Algorithm="HMAC-MD5")),
    entry("Bad hex", "x", TimeOtp__Secret__Hex="0g"),
    group("Recycle Bin", named(trashed, otp=uri(DAVE))),
]
read = [
    changed(ALICE, details={"note": "first line\nsecond ü"}),
    changed(ALICE, issuer="Renamed", label="me"),
    changed(BOB, details={"groups": ["Internet", "money", "二要素"]}),
    changed(CAROL, details={"groups": ["Internet/Social"]}),
    changed(text_secret, details={"groups": ["Internet/Social"]}),
    changed(keeotp, details={"groups": ["Internet"]}),
    changed(seed, details={"note": cut}),
    seed_alone, seed_steam, STEAM, hmac_own, trashed,
]
# Groups come after entries where KeePassXC writes them itself; here they stand as they are put.
failed = [failure(12, "Bad hash: x", "bad-field", "algorithm"), failure(13, "Bad hex: x", "bad-field", "TimeOtp-Secret-Hex")]

samples = Samples("keepass")
whole = database(*children)
forms = {
    "aes-argon2d.kdbx": {},
    "chacha20-argon2id.kdbx": {"cipher": "chacha20", "kdf": "argon2id", "lanes": 2, "attachment": bytes(5000)},
    "aes-aeskdf.kdbx": {"kdf": "aes", "rounds": 1000, "compressed": False},
    "chacha20-aeskdf-old-id.kdbx": {"cipher": "chacha20", "kdf": "aes-old-id", "rounds": 70_000},
    "usual-argon2d.kdbx": {"memory": 64 << 20, "rounds": 2, "lanes": 2},
}
for name, form in forms.items():
    if form.get("memory", 0) > 1 << 24:
        form = dict(form, memory=16 << 20)
    path = samples.add(name, kdbx(name, whole, **form), read, password=PASSWORD, failed=failed)
    shown = subprocess.run(["keepassxc-cli", "ls", "-q", "-R", str(path)], input=PASSWORD + "\n", text=True, capture_output=True,
                           env=os.environ | {"QT_QPA_PLATFORM": "offscreen"})
    assert shown.returncode == 0 and "Internet/" in shown.stdout, (name, shown.stderr)

# By KeePassXC's own hand: KDBX 4 with AES and AES-KDF.
few = database(named(ALICE, otp=uri(ALICE)), group("Internet", named(BOB, **own(BOB, "Base32"))), group("Recycle Bin", named(trashed, otp=uri(DAVE))))
with tempfile.TemporaryDirectory() as folder:
    source = pathlib.Path(folder) / "few.xml"
    protected = ET.fromstring(ET.tostring(few))
    for value in protected.iter("Value"):
        if value.attrib.pop("Protected", None):
            value.set("ProtectInMemory", "True")
    source.write_bytes(ET.tostring(protected, encoding="utf-8", xml_declaration=True))
    target = samples.folder / "keepassxc.kdbx"
    target.unlink(missing_ok=True)
    subprocess.run(["keepassxc-cli", "import", "-q", "-p", "-t", "100", str(source), str(target)], input=f"{PASSWORD}\n{PASSWORD}\n",
                   text=True, check=True, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"})
    samples.add("keepassxc.kdbx", None, [ALICE, changed(BOB, details={"groups": ["Internet"]}), trashed], password=PASSWORD)
    target = samples.folder / "keepassxc-3.1.kdbx"
    target.unlink(missing_ok=True)
    subprocess.run(["keepassxc-cli", "db-create", "-q", "-p", "-t", "100", str(target)], input=f"{PASSWORD}\n{PASSWORD}\n",
                   text=True, check=True, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"})
    samples.add("keepassxc-3.1.kdbx", None, password=PASSWORD, encrypted=False, error="unsupported-version")

twofish = bytearray(kdbx("twofish", few))
at = twofish.index(bytes.fromhex(CIPHERS["aes"]))
twofish[at : at + 16] = bytes.fromhex(CIPHERS["twofish"])
samples.add("twofish.kdbx", bytes(twofish), password=PASSWORD, encrypted=False, error="unsupported-parameters")
samples.add("keepass1.kdb", struct.pack("<IIII", 0x9AA2D903, 0xB54BFB65, 3, 0x30004) + bytes(200), password=PASSWORD, encrypted=False, error="unsupported-version")
samples.add("argon2-1.0.kdbx", kdbx("old", few, version=0x10), password=PASSWORD, encrypted=False, error="unsupported-parameters")
samples.add("absurd-memory.kdbx", kdbx("memory", few, memory=1 << 40), password=PASSWORD, error="unsupported-parameters")
samples.add("absurd-rounds.kdbx", kdbx("rounds", few, kdf="aes", rounds=1 << 40, derive_rounds=10), password=PASSWORD, error="unsupported-parameters")
bomb = kdbx("bomb", None, kdf="aes", rounds=10, xml=b"<KeePassFile>" + b" " * (64 << 20))
samples.add("bomb.kdbx", bomb, password=PASSWORD, error="too-large")
entity = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><KeePassFile><Root/></KeePassFile>'
samples.add("entity.kdbx", kdbx("entity", None, kdf="aes", rounds=10, xml=entity), password=PASSWORD, error="damaged-file")
samples.done()
