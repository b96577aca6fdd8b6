#!/usr/bin/env python3
"""TOTP Authenticator: AES-256-CBC by openssl."""
import base64
import hashlib
import json
import subprocess

from sample_accounts import *


def sealed(plain, password):
    key = hashlib.sha256(password.encode()).hexdigest()
    command = ["openssl", "enc", "-aes-256-cbc", "-K", key, "-iv", "0" * 32]
    return base64.b64encode(subprocess.run(command, input=plain.encode(), stdout=subprocess.PIPE, check=True).stdout)


def entry(one, base, **more):
    key = {16: one["secret"].hex().upper(), 32: b32(one["secret"]), 64: base64.b64encode(one["secret"]).decode()}.get(base, "")
    return {
        "accountHeaderLabel": "", "base": base, "digits": str(one["digits"]), "isFavorite": False, "issuer": one["issuer"],
        "key": key, "name": one["label"], "period": str(one["period"]), "source": 0, "totpCode": "",
    } | more


def backup(entries):
    return json.dumps({json.dumps(entries, ensure_ascii=False): ""}, ensure_ascii=False)


accounts = [changed(one, algorithm="SHA1") for one in TIMED]
entries = [entry(accounts[0], 16), entry(accounts[1], 32, isFavorite=True), entry(accounts[2], 64)]
read = [accounts[0], changed(accounts[1], details={"isFavourite": True}), accounts[2]]
samples = Samples("totp-authenticator")
samples.add("own-password.encrypt", sealed(backup(entries), PASSWORD), read, password=PASSWORD)
samples.add("everybodys-password.encrypt", sealed(backup(entries), "TotpAuthenticator"), read)
samples.add("texts.encrypt", sealed(backup([json.dumps(one) for one in entries]), PASSWORD), read, password=PASSWORD)
bare = {"base": 32, "key": b32(ALICE["secret"]), "name": ALICE["label"], "issuer": ALICE["issuer"]}
samples.add(
    "partial.encrypt",
    sealed(backup([bare, bare | {"base": 58}, bare | {"base": 16, "key": "xyz"}, bare | {"period": "often"}]), PASSWORD),
    [ALICE],
    password=PASSWORD,
    failed=[failure(n, "Contoso: alice@example.org", "bad-field", field) for n, field in ((2, "base"), (3, "key"), (4, "period"))],
)
samples.done()
