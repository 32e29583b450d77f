"""Two Patroni nodes and etcd on this machine, from Debian's packages, with a database for parley.

    python3 deploy/patroni/cluster.py FOLDER

starts them with their data in a folder that does not exist yet, says how to reach them, and ends them on Ctrl-C.
PARLEY names the program that sets up the database, if it is not in the path.
"""
import glob
import json
import os
import pwd
import secrets
import signal
import socket
import string
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable

PARLEY = os.environ.get("PARLEY", "parley")
TEMPLATE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "node.yml")
# Patroni and etcd refuse to run as root, or should not.
ACCOUNT = pwd.getpwnam("postgres") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
# People and programs of parley, each with the role that they are given.
LOGINS = {"desk": "parley_writer", "reader": "parley_tlp_red"}


class Failed(Exception):
    """What could not be done, in a sentence."""


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def wait_until(what: str, seconds: float, holds: Callable[[], object]):
    """Asks again and again until the answer is true, and gives it."""
    end = time.monotonic() + seconds
    while not (answer := holds()):
        if time.monotonic() > end:
            raise Failed(f"Within {seconds:.0f} seconds {what} did not come about.")
        time.sleep(0.1)
    return answer


class Service:
    """A program that runs until it is stopped, under an account without rights; it ends with this program."""

    def __init__(self, log: str, *command: str, **environment: str):
        self.log = log
        self.command = command
        self.environment = environment
        self.process: subprocess.Popen | None = None

    def start(self) -> None:
        account = ["--reuid", ACCOUNT.pw_name, "--regid", str(ACCOUNT.pw_gid), "--init-groups"]
        # A session of its own, so that Ctrl-C is ours to handle.
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                ["setpriv", *(account if os.geteuid() == 0 else []), "--pdeathsig", "TERM", *self.command],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd="/", start_new_session=True,
                env={"PATH": "/usr/bin:/bin:/usr/sbin", "LC_ALL": "C.UTF-8", **self.environment})

    def end(self, number: int = signal.SIGTERM) -> None:
        if self.process:
            self.process.send_signal(number)
            self.process.wait()
            self.process = None


class Node:
    """A PostgreSQL server and the Patroni that looks after it."""

    def __init__(self, cluster: "Cluster", name: str):
        self.name = name
        self.folder = f"{cluster.folder}/{name}"
        self.port, self.agent = free_port(), free_port()
        # Where others find its PostgreSQL, and where it finds etcd; a trial puts something in between.
        self.link, self.etcd = self.port, cluster.etcd_address
        self.settings = f"{self.folder}/patroni.yml"
        self.patroni = Service(f"{self.folder}/patroni.log", "patroni", self.settings)

    def configure(self, cluster: "Cluster") -> None:
        cluster.make_folder(self.folder)
        with open(TEMPLATE) as template:
            text = string.Template(template.read()).substitute(
                cluster.passwords, name=self.name, etcd=self.etcd, agent=self.agent, port=self.port, link=self.link,
                proxied="false" if self.etcd == cluster.etcd_address else "true", folder=cluster.folder,
                programs=cluster.programs)
        cluster.write(self.settings, text)

    def asked(self, path: str) -> dict | None:
        """What Patroni says of its node; None where it says no, or nothing."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.agent}/{path}", timeout=2) as answer:
                return json.load(answer)
        except (OSError, ValueError):
            return None

    def kill_postgres(self) -> None:
        """Kills PostgreSQL as a power cut would, and leaves Patroni alive."""
        try:
            with open(f"{self.folder}/data/postmaster.pid") as file:
                postmaster = int(file.readline())
            os.kill(postmaster, signal.SIGSTOP)
            with open(f"/proc/{postmaster}/task/{postmaster}/children") as file:
                for child in file.read().split():
                    os.kill(int(child), signal.SIGKILL)
            os.kill(postmaster, signal.SIGKILL)
        except (FileNotFoundError, ProcessLookupError):
            pass  # It has gone already.

    def kill(self) -> None:
        """Kills everything on the node, as if its machine had failed."""
        self.patroni.end(signal.SIGKILL)
        self.kill_postgres()


class Cluster:
    """Two nodes and etcd, with everything that they keep in one folder."""

    def __init__(self, folder: str):
        self.folder = os.path.abspath(folder)
        self.programs = max(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: int(path.split("/")[4]))
        self.passwords = {name: secrets.token_hex(16) for name in ["postgres", "replicator", "rewinder", *LOGINS]}
        self.passfile = f"{self.folder}/pgpass"
        self.etcd_port, peers = free_port(), free_port()
        self.etcd_address = f"127.0.0.1:{self.etcd_port}"
        ours, theirs = f"http://{self.etcd_address}", f"http://127.0.0.1:{peers}"
        self.etcd = Service(
            f"{self.folder}/etcd.log", "etcd", "--data-dir", f"{self.folder}/etcd", "--listen-client-urls", ours,
            "--advertise-client-urls", ours, "--listen-peer-urls", theirs, "--initial-advertise-peer-urls", theirs,
            "--initial-cluster", f"default={theirs}")
        self.nodes = [Node(self, name) for name in ("north", "south")]

    def make_folder(self, path: str) -> None:
        os.mkdir(path, 0o700)
        os.chown(path, ACCOUNT.pw_uid, ACCOUNT.pw_gid)

    def write(self, path: str, text: str) -> None:
        """Writes a file that only the account of the servers can read, since there are passwords in it."""
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(text)
        os.chown(path, ACCOUNT.pw_uid, ACCOUNT.pw_gid)

    def start(self) -> None:
        """Starts all of it, and returns once the standby has everything that the primary has."""
        self.make_folder(self.folder)
        self.write(self.passfile, "".join(f"*:*:*:{name}:{word}\n" for name, word in self.passwords.items()))
        self.etcd.start()
        for node in self.nodes:
            node.configure(self)
            node.patroni.start()
        self.wait_until_sound()

    def stop(self) -> None:
        for service in [*(node.patroni for node in self.nodes), self.etcd]:
            service.end()

    def primary(self) -> Node | None:
        return next((node for node in self.nodes if node.asked("primary")), None)

    def wait_until_sound(self, seconds: float = 90) -> Node:
        """Waits for a primary with a synchronous standby, and gives the primary."""
        wait_until("a primary", seconds, self.primary)
        wait_until("a synchronous standby", seconds, lambda: any(node.asked("synchronous") for node in self.nodes))
        return wait_until("a primary", seconds, self.primary)

    def conninfo(self, user: str, database: str = "parley", attributes: str = "read-write") -> str:
        """A connection string that finds the primary, or with other attributes another node."""
        hosts, ports = ",".join("127.0.0.1" for _ in self.nodes), ",".join(str(node.port) for node in self.nodes)
        return (f"host={hosts} port={ports} user={user} dbname={database} passfile={self.passfile} "
                f"target_session_attrs={attributes} connect_timeout=5")

    def set_up(self) -> None:
        """Makes the database with parley's log, and its logins."""
        self.psql("postgres", "CREATE DATABASE parley")
        self.run([PARLEY, "init", "--roles", "--database", self.conninfo("postgres")])
        for name, role in LOGINS.items():
            self.psql("parley", f"CREATE USER {name} PASSWORD '{self.passwords[name]}' IN ROLE {role}")

    def psql(self, database: str, statement: str) -> str:
        return self.run([f"{self.programs}/psql", "-XqAt", "-d", self.conninfo("postgres", database),
                         "-v", "ON_ERROR_STOP=1", "-c", statement]).strip()

    def patronictl(self, *words: str) -> str:
        return self.run(["patronictl", "--config-file", self.nodes[0].settings, *words])

    def run(self, command: list[str]) -> str:
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            raise Failed(f"{' '.join(command[:3])} failed: {done.stderr.strip() or done.stdout.strip()}")
        return done.stdout


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit("usage: cluster.py FOLDER")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    cluster = Cluster(sys.argv[1])
    try:
        cluster.start()
        cluster.set_up()
        print(cluster.patronictl("list"))
        print(f"Record:  parley --database '{cluster.conninfo('desk')}'")
        print(f"Ask:     parley --database '{cluster.conninfo('reader', attributes='prefer-standby')}'")
        print(f"Look:    patronictl --config-file {cluster.nodes[0].settings} list", flush=True)
        signal.pause()
    except (Failed, FileExistsError) as error:
        sys.exit(f"cluster: {error}")
    except KeyboardInterrupt:
        pass
    finally:
        cluster.stop()


if __name__ == "__main__":
    main()
