"""Key URIs as other apps write them, for makers of formats that hold such."""

from urllib.parse import quote, quote_plus

from sample_tools import base32, secret_of


def key_uri(made, **more):
    """With every parameter; `more` are further ones. Spaces in parameters are written as +, as Dart and Java do."""
    parameters = {
        "secret": base32(secret_of(made)),
        "issuer": made["issuer"],
        "algorithm": made["algorithm"],
        "digits": made["digits"],
    }
    parameters |= {name: made[name] for name in ("period", "counter") if name in made}
    parameters |= more
    query = "&".join(f"{name}={quote_plus(str(value))}" for name, value in parameters.items())
    return f"otpauth://{made['kind']}/{quote(made['issuer'], safe='')}:{quote(made['label'], safe='')}?{query}"
