"""Starts `paridoo serve` for a client test, and ends it."""
import re
import subprocess


class Served:
    """A simulator on a free port of the loopback interface, for the time of a `with` block or until stop()."""

    READY = re.compile(r"paridoo: Odoo (\S+) on http://([\d.]+):(\d+) \(database (\S+)\)")

    def __init__(self, binary, *options):
        self.process = subprocess.Popen(
            [binary, "serve", "--port", "0", *options], stdout=subprocess.PIPE, text=True)
        ready = self._wait_until_ready()
        self.series, self.host, self.port, self.database = ready[1], ready[2], int(ready[3]), ready[4]

    def _wait_until_ready(self):
        for line in self.process.stdout:
            if ready := self.READY.search(line):
                return ready
        raise RuntimeError(f"the simulator ended with {self.process.wait()} before it answered")

    def stop(self):
        """Asks it to end, and gives its exit code."""
        self.process.terminate()
        code = self.process.wait(timeout=10)
        self.process.stdout.close()
        return code

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()
