"""An independent implementation of RFC 4226, RFC 6238 and Steam's alphabet, written from the documents.

Reads rows of "kind secret-hex algorithm digits counter-or-unix-seconds period" from standard input and writes one code a row.
For hotp the fifth column is the moving factor and the period is ignored.
"""

import hashlib
import hmac
import struct
import sys

HASHES = {"SHA1": hashlib.sha1, "SHA256": hashlib.sha256, "SHA512": hashlib.sha512}
STEAM = "23456789BCDFGHJKMNPQRTVWXY"


def truncate(secret: bytes, algorithm: str, moving_factor: int) -> int:
    """RFC 4226 section 5.3: the 31-bit number."""
    digest = hmac.new(secret, struct.pack(">Q", moving_factor), HASHES[algorithm]).digest()
    start = digest[-1] % 16
    return int.from_bytes(digest[start : start + 4], "big") % 2**31


def code(kind: str, secret: bytes, algorithm: str, digits: int, at: int, period: int) -> str:
    number = truncate(secret, algorithm, at if kind == "hotp" else at // period)
    if kind == "steam":
        letters = []
        for _ in range(digits):
            number, rest = divmod(number, len(STEAM))
            letters.append(STEAM[rest])
        return "".join(letters)
    return f"{number % 10**digits:0{digits}d}"


for row in sys.stdin:
    kind, secret, algorithm, digits, at, period = row.split()
    print(code(kind, bytes.fromhex(secret), algorithm, int(digits), int(at), int(period)))
