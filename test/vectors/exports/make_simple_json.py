#!/usr/bin/env python3
"""LastPass, Duo, Steam and authme: JSON in clear, by Python's json and base64."""
import base64
import json

from sample_accounts import *


def dump(value):
    return json.dumps(value, ensure_ascii=False, indent=1)


# LastPass
def lastpass_account(one, folder=0, **more):
    spaced = " ".join(b32(one["secret"])[i : i + 4] for i in range(0, 999, 4)).strip().lower()
    return {
        "accountID": "7c0d1b2e", "lmiUserId": "", "issuerName": one["issuer"], "originalIssuerName": "was " + one["issuer"],
        "userName": one["label"], "originalUserName": one["label"], "pushNotification": False, "secret": spaced,
        "timeStep": one["period"], "digits": one["digits"], "creationTimestamp": 1700000000000, "isFavorite": False,
        "algorithm": one["algorithm"], "folderData": {"folderId": folder, "position": 0}, "backupInfo": {"appName": "Authenticator"},
    } | more


folders = [{"id": 0, "name": "Other Accounts", "isOpened": True}, {"id": 1, "name": "仕事 & work", "isOpened": False}]
head = {"deviceId": "", "deviceSecret": "", "localDeviceId": "e1c0", "deviceName": "phone", "version": 3}
lastpass = Samples("lastpass")
lastpass.add(
    "lastpass.json",
    dump(head | {"accounts": [lastpass_account(ALICE), lastpass_account(BOB, 1, isFavorite=True), lastpass_account(CAROL, 9)], "folders": folders}),
    [
        changed(ALICE, details={"groups": ["Other Accounts"]}),
        changed(BOB, details={"groups": ["仕事 & work"], "isFavourite": True}),
        CAROL,
    ],
)
bare = {"issuerName": "Contoso", "userName": "alice@example.org", "secret": b32(ALICE["secret"])}
lastpass.add(
    "partial.json",
    dump(head | {"accounts": [bare, lastpass_account(BOB, algorithm="SHA3"), bare | {"secret": "not base 32!"}, bare | {"digits": 12}], "folders": []}),
    [ALICE],
    failed=[
        failure(2, "Kōhī Bank: ボブ", "bad-field", "algorithm"),
        failure(3, "Contoso: alice@example.org", "bad-field", "secret"),
        failure(4, "Contoso: alice@example.org", "bad-field", "digits"),
    ],
)
lastpass.add("version-9.json", dump(head | {"version": 9, "accounts": [bare], "folders": []}), error="unsupported-version")
lastpass.done()

# Duo
duo = Samples("duo")
named = [changed(one, issuer="") for one in (ALICE, changed(ERIN, algorithm="SHA1", digits=6), DAVE)]


def duo_account(one):
    generator = {"otpSecret": b32(one["secret"])} | ({"counter": one["counter"]} if one["kind"] == "hotp" else {})
    return {"version": 1.0, "accountType": "OtpAccount", "name": one["label"], "otpGenerator": generator, "pkey": "9a01"}


push = {"version": 1.0, "accountType": "DuoAccount", "name": "Work push", "pkey": "9a02"}
duo.add(
    "accounts.json",
    dump([duo_account(named[0]), push, duo_account(named[1]), duo_account(named[2])]),
    named,
    failed=[failure(2, "Work push", "unsupported-type", "type")],
)
duo.done()

# Steam
steam = Samples("steam")


def steam_account(one, **more):
    return {
        "steamid": "76561197960287930", "shared_secret": base64.b64encode(one["secret"]).decode(), "serial_number": "123",
        "revocation_code": "R00000", "uri": "otpauth://totp/Steam:x?secret=AAAA&issuer=Steam", "server_time": "0",
        "account_name": one["label"], "token_gid": "89", "identity_secret": "dGVzdA==", "secret_1": "dGVzdA==", "status": 1,
    } | more


other = changed(STEAM, label="フリーマン", secret=bytes_of("freeman", 20))
steam.add(
    "Steamguard.json",
    dump({"accounts": {"76561197960287930": steam_account(STEAM), "76561197960287931": steam_account(other), "76561197960287932": steam_account(other, shared_secret="%%%")}}),
    [STEAM, other],
    failed=[failure(3, "Steam: フリーマン", "bad-field", "shared_secret")],
)
steam.add("Steamguard-old.json", dump(steam_account(STEAM)), [STEAM])
steam.add("desktop.maFile", json.dumps(steam_account(other) | {"Session": {"SteamID": 76561197960287930}, "fully_enrolled": True}), [other])
steam.done()

# authme: nothing but names and secrets
authme = Samples("authme")


def block(one):
    return f"\nName:   {one['label']} \nSecret: {b32(one['secret'])} \nIssuer: {one['issuer']} \nType:   OTP_TOTP\n"


def authme_file(text, **more):
    codes = base64.b64encode(text.encode()).decode()
    return json.dumps({"role": "codes", "encrypted": False, "codes": codes, "date": "2023-01-01", "version": 3} | more, indent="\t")


bad = changed(ALICE, issuer="Broken", label="x")
authme.add("codes.authme", authme_file("".join(map(block, PLAIN))), PLAIN)
authme.add("uris.authme", authme_file("\n".join(map(uri, EVERY)), version=5), EVERY)
authme.add(
    "partial.authme",
    authme_file(block(PLAIN[0]) + block(bad).replace("OTP_TOTP", "OTP_HOTP") + block(bad).replace("Secret: ", "Secret: 1")),
    PLAIN[:1],
    failed=[failure(2, "Broken: x", "unsupported-type", "type"), failure(3, "Broken: x", "bad-field", "secret")],
)
authme.add("encrypted.authme", authme_file("x", encrypted=True), error="unsupported-parameters")
authme.add("not-base64.authme", authme_file("x", codes="%%%%"), error="damaged-file")
authme.done()
