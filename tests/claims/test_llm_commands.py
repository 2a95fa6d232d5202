"""The commands that read with a model."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from llm_samples import ARTICLE, CANCELLED, CAST, TEXT
from llm_server import Scripted, answers, article_in, says

from nextseason.examples import KAOS

COMMAND = Path(sys.executable).with_name("nextseason")


def run(*arguments: str, key: str = ""):
    environment = os.environ | {"NEXTSEASON_LLM_KEY": key, "NO_PROXY": "127.0.0.1"}
    return subprocess.run(  # noqa: S603
        [COMMAND, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=60,
        env=environment,
    )


def test_the_commands_read_with_a_model(tmp_path):
    (tmp_path / "a.txt").write_text(f"{ARTICLE.title}\n\n{TEXT}", encoding="utf-8")
    (tmp_path / "b.txt").write_text(
        "Copper Line\n\nCopper Line has been renewed for season 3.", encoding="utf-8"
    )

    def answer(body):
        is_first = "Halcyon" in article_in(body)["text"]
        bad = CANCELLED | {"quote": "Netflix renewed it."}
        return answers([CANCELLED, CAST, bad], usage=(2_000, 300)) if is_first else says("?")

    with Scripted(answer) as server:
        options = ("--reader", "llm", "--llm-url", server.url, "--llm-model", "tiny")
        prices = ("--llm-price-in", "0.5", "--llm-price-out", "2")
        result = run("read", str(tmp_path), *options, *prices, key="sk-test")
        found = run("findings", str(tmp_path), *options)
        dossier = run("brief", "long winter", str(tmp_path), *options, "--llm-parallel", "1")
    claims = [json.loads(line) for line in result.stdout.splitlines()]
    assert [c["quote"] for c in claims[:2]] == [CANCELLED["quote"], CAST["quote"]]
    assert {c["show"] for c in claims[2:]} == {"Copper Line"}
    assert result.stderr.splitlines() == [
        "nextseason: tiny read 1 of 2 articles, 2 claims: 2,100 tokens in, 320 out, cost 0.0017",
        "nextseason: the default reader read the other 1: the answer holds no JSON with claims (1)",
        "nextseason: 1 claim of tiny was left out: its quote is not in the text (1)",
    ]
    assert result.returncode == found.returncode == dossier.returncode == 0
    assert "cancelled" in found.stdout
    assert "season 2" in dossier.stdout
    assert "tiny read 1 of 2 articles" in dossier.stderr
    assert set(server.keys) == {"Bearer sk-test", None}


def heed_interrupts():
    """What is run in the background is told by its shell to ignore them."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_an_interrupted_run_ends_at_once(tmp_path):
    (tmp_path / "a.txt").write_text(f"{ARTICLE.title}\n\n{TEXT}", encoding="utf-8")
    with Scripted(answers([], wait_seconds=30)) as server:
        options = ("--reader", "llm", "--llm-url", server.url, "--llm-model", "tiny")
        process = subprocess.Popen(  # noqa: S603
            [COMMAND, "read", str(tmp_path), *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=os.environ | {"NO_PROXY": "127.0.0.1"},
            preexec_fn=heed_interrupts,
        )
        until = time.monotonic() + 30
        while not server.bodies and time.monotonic() < until:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _, stderr = process.communicate(timeout=10)
    assert process.returncode == 130
    assert b"Traceback" not in stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--reader", "llm"), "--llm-url and --llm-model"),
        (("--reader", "llm", "--llm-url", "http://h/v1"), "--llm-url and --llm-model"),
        (("--llm-model", "tiny", "--llm-parallel", "2"), "--llm-model, --llm-parallel"),
        (("--reader", "llm", "--llm-url", "h", "--llm-model", "m"), "no address of an endpoint"),
        (("--reader", "oracle"), "oracle"),
    ],
)
def test_options_that_do_not_go_together_are_wrong_usage(arguments, said):
    result = run("read", str(KAOS), *arguments)
    assert result.returncode == 2
    assert said in " ".join(result.stderr.replace("│", " ").split())


def test_an_endpoint_that_is_down_leaves_the_default_readers_claims(tmp_path):
    (tmp_path / "a.txt").write_text(f"{ARTICLE.title}\n\n{TEXT}", encoding="utf-8")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/v1"
        options = ("--reader", "llm", "--llm-url", url, "--llm-model", "m")
        result = run("read", str(tmp_path), *options)
    assert result.returncode == 0
    assert result.stdout == run("read", str(tmp_path)).stdout
    assert "the default reader read the other 1: " in result.stderr
    assert "no connection" in result.stderr


def test_who_reads_by_rules_loads_no_network():
    code = "import sys, nextseason.cli, nextseason.flow; sys.exit('httpx' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603
