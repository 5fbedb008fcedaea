"""Engines that need more than Python: skipped where they are missing, but never where CI is set."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tests.needed import spare_time


def missing(what: str) -> None:
    """Skip on a user's machine; fail in CI."""
    (pytest.fail if os.environ.get("CI") else pytest.skip)(f"{what} is not installed")


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A small session of Spark on this machine; its tests are one group, for one worker (.ci/run)."""
    spare_time()
    if shutil.which("java") is None:
        missing("Java")
    if find_spec("pyspark") is None:
        missing("ideal-purchase-path[spark]")
    from pyspark.sql import SparkSession

    settings = {
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "1",
        "spark.default.parallelism": "1",
        "spark.sql.adaptive.enabled": "false",
        "spark.sql.codegen.wholeStage": "false",
        "spark.sql.codegen.factoryMode": "NO_CODEGEN",
        "spark.sql.autoBroadcastJoinThreshold": "-1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.session.timeZone": "Asia/Tokyo",  # whatever it is, days are those of the files
        "spark.sql.warehouse.dir": str(tmp_path_factory.mktemp("warehouse")),
        "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",  # halves the time of short work
    }
    builder = SparkSession.builder.master("local[1]").appName("ipp tests")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A throw-away PostgreSQL, reached through a socket; returns the connection string."""
    spare_time()
    programs = [Path(found).parent for found in [shutil.which("initdb")] if found]
    programs += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    here = next((folder for folder in programs if (folder / "initdb").exists()), None)
    if here is None:
        missing("PostgreSQL")
    assert here
    folder = tempfile.mkdtemp(prefix="ipp-pg-")
    prefix: list[str] = []
    if os.geteuid() == 0:  # PostgreSQL does not run as root
        shutil.chown(folder, "nobody")
        prefix = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"]

    def run(*command: str) -> None:
        subprocess.run(
            [*prefix, *command], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder
        )

    data = f"{folder}/data"
    run(str(here / "initdb"), "-D", data, "-U", "ipp", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8")
    options = f"-k {folder} -c listen_addresses='' -c fsync=off"
    run(str(here / "pg_ctl"), "-D", data, "-o", options, "-w", "-l", f"{folder}/log", "start")
    yield f"host={folder} user=ipp dbname=postgres"
    run(str(here / "pg_ctl"), "-D", data, "-m", "immediate", "stop")
    shutil.rmtree(folder, ignore_errors=True)
