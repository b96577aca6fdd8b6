"""The accounts in the sample exports of other apps, and what an importer has to make of them (expected.json).

Everything is made from names, so that a run again gives the same bytes, as far as the tools allow it.
"""
import base64
import hashlib
import json
import pathlib

HERE = pathlib.Path(__file__).parent
PASSWORD = "kōhī & tea 7"


def bytes_of(name, length):
    """Bytes that look random and follow from a name."""
    return hashlib.shake_256(name.encode()).digest(length)


def b32(secret):
    return base64.b32encode(secret).decode().rstrip("=")


def signed(data):
    return [b - 256 if b > 127 else b for b in data]


def account(kind, issuer, label, *, length=20, algorithm="SHA1", digits=6, period=30, counter=None, **details):
    return {
        "kind": kind,
        "issuer": issuer,
        "label": label,
        "secret": bytes_of(f"{issuer}:{label}", length),
        "algorithm": algorithm,
        "digits": 5 if kind == "steam" else digits,
        "period": None if kind == "hotp" else period,
        "counter": counter,
        "details": details,
    }


ALICE = account("totp", "Contoso", "alice@example.org")
BOB = account("totp", "Kōhī Bank", "ボブ", length=16, algorithm="SHA256", digits=7, period=20)
CAROL = account("totp", 'Big "quoted" & <Co>', "carol+tag@example.org", length=64, algorithm="SHA512", digits=8, period=60)
DAVE = account("hotp", "Fabrikam", "dave", length=20, counter=0)
ERIN = account("hotp", "Air Example", "erin", length=32, algorithm="SHA256", digits=8, counter=10300)
STEAM = account("steam", "Steam", "gordon")
EVERY = [ALICE, BOB, CAROL, DAVE, ERIN, STEAM]
TIMED = [ALICE, BOB, CAROL]
PLAIN = [dict(one, algorithm="SHA1", digits=6, period=30) for one in TIMED]


def changed(one, **fields):
    details = fields.pop("details", None)
    made = dict(one, **fields)
    if details is not None:
        made["details"] = dict(one["details"], **details)
    return made


def uri(one, **more):
    """A Key URI, written by urllib."""
    from urllib.parse import quote, urlencode

    fields = {"secret": b32(one["secret"])}
    if one["issuer"]:
        fields["issuer"] = one["issuer"]
    fields |= {"algorithm": one["algorithm"], "digits": one["digits"]}
    fields |= {"counter": one["counter"]} if one["kind"] == "hotp" else {"period": one["period"]}
    fields |= more
    label = f"{one['issuer']}:{one['label']}" if one["issuer"] else one["label"]
    return f"otpauth://{one['kind']}/{quote(label, safe=':@')}?{urlencode(fields)}"


DETAILS = {"groups": [], "note": "", "isFavourite": False, "icon": False, "useCount": 0, "isTrashed": False}


def expected(entry, one):
    made = {"entry": entry} | {k: one[k] for k in ("kind", "issuer", "label", "algorithm", "digits")}
    made["secret"] = one["secret"].hex()
    made |= {"counter": one["counter"]} if one["kind"] == "hotp" else {"period": one["period"]}
    return made | {"details": DETAILS | one["details"]}


class Samples:
    """The files of one format and what has to come out of each."""

    def __init__(self, name):
        self.folder = HERE / name
        self.folder.mkdir(exist_ok=True)
        self.files = {}

    def add(self, name, content, accounts=(), *, password=None, failed=(), error=None, encrypted=None):
        """content: bytes or text, or None where the file is there already."""
        path = self.folder / name
        if content is not None:
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        made = {"password": password, "isEncrypted": password is not None if encrypted is None else encrypted}
        if error is not None:
            made["error"] = error
        taken = {one["entry"] for one in failed}
        free = (entry for entry in range(1, 10_001) if entry not in taken)
        made["accounts"] = [expected(entry, one) for entry, one in zip(free, accounts)]
        made["failed"] = list(failed)
        self.files[name] = made
        return path

    def done(self):
        text = json.dumps(self.files, ensure_ascii=False, indent=2)
        (self.folder / "expected.json").write_text(text + "\n")


def failure(entry, name, code, field=None):
    made = {"entry": entry, "name": name, "code": code}
    return made | {"field": field}
