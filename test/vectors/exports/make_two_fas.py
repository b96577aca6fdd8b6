#!/usr/bin/python3
"""Writes two-fas/: backups as 2FAS Auth writes them, made with Python's cryptography."""

import json

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

from sample_tools import (
    COUNTER, COUNTER_LONG, GITHUB, LONG, STEAM, UNICODE, Folder, base32, base64_text, fixed, plain, secret_of,
)

GROUPS = {"Work": "aaaaaaaa-0000-4000-8000-000000000001", "プライベート": "aaaaaaaa-0000-4000-8000-000000000002"}
PASSWORD = "Grüße 42"


def service(made, schema, position, **changes):
    secret = base32(secret_of(made))
    otp = {"account": made["label"], "issuer": made["issuer"]}
    otp["label"] = made["label"] if schema == 4 else f"{made['issuer']}:{made['label']}"
    if schema >= 2:
        otp |= {name: made[name] for name in ("digits", "period", "algorithm") if name in made}
    if schema >= 3:
        otp |= {"tokenType": made["kind"].upper(), "source": "Link"}
        if "counter" in made:
            otp["counter"] = made["counter"]
    if schema == 4:
        otp["link"] = f"otpauth://{made['kind']}/{position}?secret={secret}"
    written = {
        "name": made["issuer"],
        "secret": secret,
        "updatedAt": 1700000000000 + position,
        "otp": otp,
        "order": {"position": position},
    }
    if schema <= 2:
        written["type"] = "Unknown"
    else:
        written["icon"] = {"selected": "Label", "label": {"text": "GH", "backgroundColor": "Yellow"}}
    for group in made["details"]["groups"]:
        written["groupId"] = GROUPS[group]
    return written | changes


def backup(schema, services, **changes):
    return {
        "services": services,
        "groups": [{"id": id, "name": name, "isExpanded": True} for name, id in GROUPS.items()],
        "updatedAt": 1700000000000,
        "schemaVersion": schema,
        "appVersionCode": 5000009,
        "appVersionName": "5.1.0",
        "appOrigin": "android",
    } | changes


def seal(text, name):
    salt, nonce = fixed("2fas salt", 256), fixed(f"2fas nonce {name}", 12)
    key = PBKDF2HMAC(algorithm=hashes.SHA256(), length=32, salt=salt, iterations=10_000).derive(PASSWORD.encode())
    return ":".join(base64_text(part) for part in (AESGCM(key).encrypt(nonce, text.encode(), None), salt, nonce))


def sealed(schema, services):
    content = json.dumps(services, ensure_ascii=False)
    reference = seal(base64_text(fixed("2fas reference", 192)), "reference")
    return backup(schema, [], servicesEncrypted=seal(content, f"of {schema}"), reference=reference)


folder = Folder("two-fas")
usual = [GITHUB, plain(GITHUB, issuer="Second", label="x", secret=fixed("second", 20).hex())]
by_schema = {
    1: usual,
    2: [*usual, UNICODE, LONG],
    3: [plain(GITHUB, groups=["Work"]), UNICODE, LONG, COUNTER, COUNTER_LONG],
    4: [plain(GITHUB, groups=["プライベート"]), UNICODE, LONG, COUNTER, COUNTER_LONG, STEAM],
}
for schema, accounts in by_schema.items():
    services = [service(one, schema, at) for at, one in enumerate(accounts)]
    folder.add(f"plain-{schema}.2fas", backup(schema, services), accounts)
    if schema >= 2:
        folder.add(f"encrypted-{schema}.2fas", sealed(schema, services), accounts, password=PASSWORD)

turned = [service(one, 4, 5 - at) for at, one in enumerate(by_schema[4])]
folder.add("order.2fas", backup(4, turned), [(6 - at, by_schema[4][5 - at]) for at in range(6)])


def changed(made, **otp):
    written = service(made, 4, 0)
    return written | {"otp": {name: value for name, value in (written["otp"] | otp).items() if value != "drop"}}


spaced = " ".join(base32(secret_of(GITHUB))[at : at + 4] for at in range(0, 32, 4)).lower()
partial = [
    service(GITHUB, 4, 0, secret=spaced),
    changed(GITHUB, digits="drop", period="drop", algorithm="drop", tokenType="drop"),
    changed(UNICODE, algorithm="SHA384"),
    changed(LONG, tokenType="PUSH"),
    changed(COUNTER, counter="drop"),
    service(STEAM, 4, 0, secret=""),
    changed(GITHUB, period=0),
    changed(STEAM, digits="drop"),
    service(GITHUB, 4, 0, name="GitHub of work"),
    changed(GITHUB, account=None, label="GitHub:alice@example.org", issuer=None),
    {"name": "No otp", "secret": base32(secret_of(GITHUB))},
    changed(GITHUB, digits="six"),
]
folder.add(
    "partial.2fas",
    backup(4, partial),
    [
        (1, GITHUB),
        (2, GITHUB),
        (5, plain(COUNTER, counter=1)),
        (8, STEAM),
        (9, plain(GITHUB, note="GitHub of work")),
        (10, GITHUB),
        (11, plain(GITHUB, issuer="No otp", label="")),
    ],
    [
        (3, "Grüße & Söhne: ジョン+タグ / 1", "bad-field", "algorithm"),
        (4, "Airline: élan", "unsupported-type", "type"),
        (6, "Steam: dave", "bad-field", "secret"),
        (7, "GitHub: alice@example.org", "bad-field", "period"),
        (12, "GitHub: alice@example.org", "bad-field", "digits"),
    ],
)
folder.save()
