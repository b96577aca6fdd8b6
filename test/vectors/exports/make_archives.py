#!/usr/bin/env python3
"""Raivo, WinAuth and Authenticator Plus: archives by 7-Zip (WinZip's AES, ZipCrypto) and Python's zipfile."""
import io
import json
import subprocess
import tempfile
import zipfile

from sample_accounts import *


def seven_zip(path, files, method, password):
    path.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            (pathlib.Path(folder) / name).write_text(content)
        subprocess.run(
            ["7z", "a", "-tzip", "-bso0", "-bsp0", f"-mem={method}", f"-p{password}", str(path.resolve()), *files], cwd=folder, check=True
        )


def plain_zip(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


# 7-Zip takes passwords from the command line in the locale's letters: ASCII is the same everywhere.
ASCII = "Testtest 1"


def raivo_account(one, **more):
    return {
        "issuer": one["issuer"], "account": one["label"], "secret": b32(one["secret"]), "kind": one["kind"].upper(),
        "algorithm": one["algorithm"], "digits": str(one["digits"]), "timer": str(one["period"] or 0), "counter": str(one["counter"] or 0),
        "iconType": "raivo_repository", "iconValue": "a/b.png", "pinned": "false",
    } | more


entries = [raivo_account(ALICE, pinned="true"), *map(raivo_account, (BOB, CAROL, DAVE, ERIN))]
accounts = [changed(ALICE, details={"isFavourite": True}), BOB, CAROL, DAVE, ERIN]
text = json.dumps(entries, ensure_ascii=False)
raivo = Samples("raivo")
for name, method in {"raivo-otp-export.zip": "AES256", "aes128.zip": "AES128"}.items():
    path = raivo.add(name, None, accounts, password=ASCII)
    seven_zip(path, {"raivo-otp-export.json": text}, method, ASCII)
raivo.add("unpacked.json", text, accounts)
odd = [raivo_account(ALICE, kind="STEAM"), raivo_account(BOB, algorithm="SHA3"), raivo_account(CAROL, digits="x")]
raivo.add(
    "partial.zip",
    plain_zip({"raivo-otp-export.json": json.dumps(odd + entries[1:2])}),
    [BOB],
    failed=[
        failure(1, "Contoso: alice@example.org", "unsupported-type", "type"),
        failure(2, "Kōhī Bank: ボブ", "bad-field", "algorithm"),
        failure(3, 'Big "quoted" & <Co>: carol+tag@example.org', "bad-field", "digits"),
    ],
)
raivo.add("not-a-list.zip", plain_zip({"raivo-otp-export.json": '{"a": 1}'}), error="damaged-file")
raivo.done()

lines = "\r\n".join(uri(one) for one in EVERY) + "\r\n"
plus = Samples("authenticator-plus")
path = plus.add("authplus.zip", None, EVERY, password=ASCII)
seven_zip(path, {"Accounts.txt": lines}, "ZipCrypto", ASCII)
plus.add("unencrypted.zip", plain_zip({"Accounts.txt": lines + "otpauth://totp/x:y?secret=1\n"}), EVERY, failed=[failure(7, "x: y", "bad-field", "secret")])
plus.done()

winauth = Samples("winauth")
itself = changed(ALICE, issuer="WinAuth", label="Contoso")
swapped = changed(itself, issuer="Contoso", label="WinAuth")
list_ = "\r\n".join(map(uri, [itself, BOB, CAROL, ERIN, STEAM])) + "\r\n"
read = [swapped, BOB, CAROL, ERIN, STEAM]
path = winauth.add("winauth.zip", None, read, password=ASCII)
seven_zip(path, {"winauth-2020-12-21.txt": list_}, "ZipCrypto", ASCII)
winauth.add("winauth.txt", list_, read)
winauth.done()
