#!/usr/bin/python3
"""A mail server that keeps what it gets: mail_sink.py FOLDER none|starttls|ssl [NAME:PASSWORD]

Writes its port to FOLDER/port once it listens, and each letter with its envelope to FOLDER/<n>.json. Ends with its input."""
import asyncio
import json
import os
import ssl
import subprocess
import sys

from aiosmtpd.smtp import SMTP, AuthResult


class Sink:
    def __init__(self, folder):
        self.folder, self.count = folder, 0

    async def handle_DATA(self, server, session, envelope):
        self.count += 1
        letter = {"from": envelope.mail_from, "to": envelope.rcpt_tos, "text": envelope.content.decode("utf-8", "replace"),
                  "encrypted": session.ssl is not None or server.transport.get_extra_info("sslcontext") is not None}
        path = os.path.join(self.folder, f"{self.count}.json")
        with open(path + ".part", "w") as out:
            json.dump(letter, out)
        os.rename(path + ".part", path)
        return "250 kept"


def certificate(folder):
    key, cert = os.path.join(folder, "key.pem"), os.path.join(folder, "cert.pem")
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-keyout", key,
                    "-out", cert], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    return context


async def main():
    folder, encryption = sys.argv[1], sys.argv[2]
    options = {}
    if encryption == "starttls":
        options = {"tls_context": certificate(folder), "require_starttls": True}
    if len(sys.argv) > 3:
        name, password = sys.argv[3].encode().split(b":")
        options |= {"auth_required": True, "auth_require_tls": False, "authenticator": lambda server, session, envelope, mechanism, given:
                    AuthResult(success=(given.login, given.password) == (name, password))}
    loop, sink = asyncio.get_running_loop(), Sink(folder)
    server = await loop.create_server(lambda: SMTP(sink, hostname="localhost", loop=loop, **options), "127.0.0.1", 0,
                                      ssl=certificate(folder) if encryption == "ssl" else None)
    path = os.path.join(folder, "port")
    with open(path + ".part", "w") as out:
        out.write(str(server.sockets[0].getsockname()[1]))
    os.rename(path + ".part", path)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


asyncio.run(main())
