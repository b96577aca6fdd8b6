#!/usr/bin/env python3
"""Reads a Zeroskew vault from docs/vault-format.md alone, sharing no code with the program.

    read-vault.py FILE passphrase|recovery|keychain|shares < secret      (one line; shares: one a line)

Prints the accounts as JSON, with secrets, pins and icons in hexadecimal. Needs python3-cryptography (Debian) alone."""
import base64, hashlib, hmac, json, re, struct, sys, unicodedata
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def cbor(data):
    value, end = cbor_item(data, 0)
    return value if end == len(data) else sys.exit("damaged: CBOR")


def cbor_item(data, at):
    """The item of RFC 8949 at an offset, and the offset after it: definite lengths, no tags."""
    major, minor = data[at] >> 5, data[at] & 31
    size = {24: 1, 25: 2, 26: 4, 27: 8}.get(minor, 0)
    number = int.from_bytes(data[at + 1 : at + 1 + size], "big") if size else minor
    at += 1 + size
    if major in (0, 1):
        return (number if major == 0 else -1 - number), at
    if major in (2, 3):
        text = data[at : at + number]
        return (text if major == 2 else text.decode()), at + number
    if major in (4, 5):
        items = []
        for _ in range(number * (major - 3)):
            item, at = cbor_item(data, at)
            items.append(item)
        return (items if major == 4 else dict(zip(items[::2], items[1::2]))), at
    if major == 7 and size > 1:
        return struct.unpack({2: ">e", 4: ">f", 8: ">d"}[size], data[at - size : at])[0], at
    return {20: False, 21: True, 22: None, 23: None}[minor], at


def hkdf(key, salt, purpose):
    return HKDF(SHA256(), 32, salt, b"zeroskew 1 " + purpose).derive(key)


def crockford(typed, count, what):
    letters = re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", typed)).upper().translate(str.maketrans("OIL", "011"))
    if len(letters) != count or not set(letters) <= set(ALPHABET):
        sys.exit("not a " + what)
    return sum(ALPHABET.index(letter) << 5 * at for at, letter in enumerate(reversed(letters)))


def recovery_bytes(typed):
    number = crockford(typed, 30, "recovery code")
    secret, checksum = (number >> 22).to_bytes(16, "big"), number & (1 << 22) - 1
    if int.from_bytes(hashlib.sha256(b"zeroskew 1 recovery code" + secret).digest()[:3], "big") >> 2 != checksum:
        sys.exit("recovery code mistyped")
    return secret


def share(typed):
    data = crockford(typed, 72, "share").to_bytes(45, "big")
    if hashlib.sha256(b"zeroskew 1 share" + data[:41]).digest()[:4] != data[41:]:
        sys.exit("share mistyped")
    return data[1:5], data[6], data[40], data[8:40]


def times(a, b):
    """The product in GF(2^8) with x^8 + x^4 + x^3 + x + 1."""
    product = 0
    while b:
        product, a, b = product ^ (a if b & 1 else 0), (a << 1) ^ (0x11B if a & 0x80 else 0), b >> 1
    return product


def combined(typed, set_id):
    shares = [one for one in map(share, typed.split()) if one[0] == set_id]
    if not shares or len(shares) < shares[0][1]:
        sys.exit("too few shares of this vault's set")
    secret = bytes(32)
    for _, _, x, values in shares:
        factor = 1
        for other in (one[2] for one in shares if one[2] != x):
            inverse = next(y for y in range(256) if times(y, x ^ other) == 1)
            factor = times(factor, times(other, inverse))
        secret = bytes(s ^ times(factor, v) for s, v in zip(secret, values))
    return secret


def slot_key(kind, given, parameters, vault_id):
    if kind == "passphrase":
        passphrase = unicodedata.normalize("NFKC", given).encode()
        n, r, p = parameters["N"], parameters["r"], parameters["p"]
        return hashlib.scrypt(passphrase, salt=parameters["salt"], n=n, r=r, p=p, maxmem=256 * n * r, dklen=32)
    if kind == "recovery":
        return hkdf(recovery_bytes(given), parameters["salt"], b"recovery slot")
    if kind == "shares":
        return hkdf(combined(given, parameters["setId"]), parameters["salt"], b"shares slot")
    item = base64.b64decode(given, validate=True)
    if item[:33] != b"\1" + vault_id + parameters["keyId"] or hashlib.sha256(item[:65]).digest()[:8] != item[65:]:
        sys.exit("not this vault's keychain item")
    return hkdf(item[33:65], parameters["salt"], b"keychain slot")


def master_key(header, kind, given):
    for slot in header["slots"]:
        if slot["type"] == kind:
            associated = header["vaultId"] + slot["id"] + bytes([len(kind)]) + kind.encode() + slot["parameters"]
            key = slot_key(kind, given, cbor(slot["parameters"]), header["vaultId"])
            try:
                return AESGCM(key).decrypt(slot["nonce"], slot["body"], associated)
            except InvalidTag:
                pass
    sys.exit("wrong credential")


def read(file, kind, given):
    if file[:8] != b"ZEROSKEW" or file[8:10] != b"\0\1":
        sys.exit("not a vault of major version 1")
    end = 16 + int.from_bytes(file[12:16], "big")
    raw_header = file[:end]
    header = cbor(raw_header[16:])
    key = master_key(header, kind, given)
    mac = hmac.new(hkdf(key, header["salt"], b"header"), raw_header, "sha256").digest()
    if not hmac.compare_digest(mac, file[end : end + 32]):
        sys.exit("damaged: header")
    payload_key = hkdf(key, header["salt"], b"payload")
    try:
        plain = AESGCM(payload_key).decrypt(header["nonce"], file[end + 32 :], hashlib.sha256(raw_header).digest())
    except InvalidTag:
        sys.exit("damaged: payload")
    return header, cbor(plain)


def main():
    if len(sys.argv) != 3 or sys.argv[2] not in ("passphrase", "recovery", "keychain", "shares"):
        sys.exit(__doc__)
    try:
        with open(sys.argv[1], "rb") as opened:
            file = opened.read()
    except OSError as error:
        sys.exit(f"the vault file can't be read: {error.strerror}")
    header, payload = read(file, sys.argv[2], sys.stdin.read().rstrip("\r\n"))
    accounts = sorted(payload["accounts"].items(), key=lambda entry: (entry[1]["position"], entry[0]))
    told = {"revision": header["revision"], "accounts": [dict(one, id=id) for id, one in accounts]}
    print(json.dumps(told, default=bytes.hex))


main()
