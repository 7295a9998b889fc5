"""Runs the pipelines and hooks of docs/ci.md, step by step, as a shell does, against medallion.

    ci.py ATTRC

What belongs to the hosters is stood in for: `cargo install` does nothing (attrc is on the path), `gh` and the address of
GitLab's interface write down what they are given. All else is what docs/ci.md says.
"""

import http.server
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import urllib.parse
from pathlib import Path

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parent / "taxii"))
import servers  # noqa: E402

# A hedge, and the words that the source has for it: the project of `attrc new` quotes them.
HEDGED = ("highly-likely", "highly likely")
SURER = ("almost-certain", "almost certainly")
LESS_SURE = ("likely", "likely")
UNSURE = ("unlikely", "unlikely")

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/ci.md").read_text(encoding="utf-8")
USER, PASSWORD = servers.USER, servers.PASSWORD


def block(name):
    """The block of the page that begins with the name of its file."""
    found = re.search(r"```\w+\n# " + re.escape(name) + r"\n(.*?)```", PAGE, re.DOTALL)
    assert found, f"docs/ci.md has no block `{name}`"
    return found.group(1)


class Repository:
    """A project in git, with an origin, as a hoster has it."""

    def __init__(self, place, attrc, collection):
        self.place, self.work = place, place / "work"
        self.env = {
            "PATH": f"{place / 'bin'}:{os.environ['PATH']}",
            "HOME": str(place),
            "LANG": "C.UTF-8",
            "GIT_CONFIG_GLOBAL": str(place / "gitconfig"),
            "GIT_CONFIG_NOSYSTEM": "1",
        }
        (place / "bin").mkdir()
        (place / "bin/attrc").symlink_to(attrc)
        self.stand_in("cargo", 'test "$1" = install')
        # The body is kept, and the other arguments.
        self.stand_in("gh", f'echo "$@" >> {place}/gh.log; while [ $# -gt 0 ]; do '
                      f'if [ "$1" = --body-file ]; then cp "$2" {place}/comment.md; fi; shift; done')
        (place / "gitconfig").write_text("[user]\nname = ci\nemail = ci@example.org\n[init]\ndefaultBranch = main\n"
                                         "[advice]\ndetachedHead = false\n")
        self.run(f"git init -q --bare {place}/origin.git", cwd=place)
        self.run(f"attrc new {self.work} && git init -q {self.work}", cwd=place)
        destination = block_of_destination().replace(
            "https://taxii.example/root1/collections/91a7b528-80eb-42ed-a74d-c6fbd5a26116/", collection)
        with open(self.work / "attr.toml", "a", encoding="utf-8") as manifest:
            manifest.write("\n" + destination)
        self.run(f"git remote add origin {place}/origin.git && attrc lock --at 2026-01-02")
        self.commit("a project")
        self.run("git push -q origin HEAD:main")

    def stand_in(self, name, script):
        path = self.place / "bin" / name
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)

    def run(self, command, env=None, cwd=None, shell=("bash", "-e"), check=True):
        done = subprocess.run([*shell, "-c", command], cwd=cwd or self.work, env={**self.env, **(env or {})},
                              capture_output=True, text=True, timeout=120, check=False)
        if check and done.returncode != 0:
            raise AssertionError(f"$ {command}\nended with {done.returncode}\n{done.stdout}{done.stderr}")
        return done

    def commit(self, message):
        self.run(f"git add .gitattributes attr.toml attr.lock main.attr sources && git commit -q -m '{message}'")

    def edit(self, old, new, file="main.attr"):
        """A change of a text, as an author makes it on a branch of its own."""
        path = self.work / file
        text = path.read_text(encoding="utf-8")
        assert old in text, old
        path.write_text(text.replace(old, new), encoding="utf-8")

    def hedge(self, old, new, lock=True):
        """Another hedge: in the claim, in its quotation, and in what the source says."""
        self.edit(f"{old[0]}\n        quoting \"{old[1]} broke", f"{new[0]}\n        quoting \"{new[1]} broke")
        self.edit(f"{old[1]} broke", f"{new[1]} broke", "sources/example.txt")
        if lock:
            self.run("attrc lock --at 2026-02-03")


def block_of_destination():
    found = re.search(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    return "\n".join(line.strip() for line in found.group(1).splitlines()) + "\n"


# --- GitHub ---------------------------------------------------------------------------------------------------------


def github(repository, event, ref):
    """The jobs of the workflow, as an event starts them; the first step that fails ends its job and all that need it."""
    workflow = yaml.safe_load(block(".github/workflows/attribution.yml"))
    context = {
        "github": {
            "event_name": event, "ref": ref, "repository": "example/facts", "token": "token-of-the-run",
            "event": {"pull_request": {"number": "7", "head": {"repo": {"full_name": "example/facts"}}}},
        },
        "secrets": {"TAXII_USER": USER, "TAXII_PASSWORD": PASSWORD},
    }
    summary = repository.place / "summary.md"
    shared = {"GITHUB_STEP_SUMMARY": str(summary), "GITHUB_BASE_REF": "main", "CI": "true"}
    done, failed = [], set()
    for name, job in workflow["jobs"].items():
        needs = job.get("needs", [])
        needs = [needs] if isinstance(needs, str) else needs
        if failed.intersection(needs) or not holds(job.get("if", "true"), context):
            failed.add(name)
            continue
        for step in job["steps"]:
            if "run" not in step or not holds(step.get("if", "true"), context):
                continue
            env = {key: filled(str(value), context) for key, value in step.get("env", {}).items()}
            result = repository.run(filled(step["run"], context), {**shared, **env}, check=False)
            done.append((step["name"], result))
            if result.returncode != 0:
                failed.add(name)
                break
    return done, summary.read_text(encoding="utf-8") if summary.exists() else ""


def holds(condition, context):
    """GitHub's expressions, as far as the page uses them: names, texts, `==` and `&&`."""
    for part in condition.split("&&"):
        left, _, right = part.partition("==")
        if str(value(left, context)) != str(value(right, context) if right else True):
            return False
    return True


def filled(text, context):
    return re.sub(r"\$\{\{(.*?)\}\}", lambda found: str(value(found.group(1), context)), text)


def value(expression, context):
    expression = expression.strip()
    if expression.startswith("'"):
        return expression.strip("'")
    if expression == "true":
        return True
    for name in expression.split("."):
        context = context[name]
    return context


# --- GitLab ---------------------------------------------------------------------------------------------------------


class Notes(http.server.BaseHTTPRequestHandler):
    """The one address of GitLab's interface that the pipeline uses."""

    def do_POST(self):  # noqa: N802
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.notes.append((self.path, self.headers.get("PRIVATE-TOKEN"), urllib.parse.parse_qs(body)["body"][0]))
        self.send_response(201)
        self.end_headers()

    def log_message(self, *_):
        pass


def gitlab(repository, variables):
    """The jobs of the pipeline by their stages, each script line by line in one shell."""
    pipeline = yaml.safe_load(block(".gitlab-ci.yml"))
    jobs = {name: job for name, job in pipeline.items() if isinstance(job, dict) and "script" in job}
    done = []
    env = {"TAXII_USER": USER, "TAXII_PASSWORD": PASSWORD, "COMMENT_TOKEN": "glpat-example", "CI": "true", **variables}
    for stage in pipeline["stages"]:
        for name, job in jobs.items():
            rules = [rule["if"] for rule in job.get("rules", [])]
            if job["stage"] != stage or (rules and not any(rule_holds(rule, env) for rule in rules)):
                continue
            script = "\n".join(pipeline["default"]["before_script"] + job["script"])
            done.append((name, repository.run(script, env, shell=("sh", "-e"), check=False)))
        if any(result.returncode for _, result in done):
            break
    return done


def rule_holds(rule, env):
    left, right = (part.strip() for part in rule.split("=="))
    named = lambda part: part.strip('"') if part.startswith('"') else env.get(part.lstrip("$"))  # noqa: E731
    return named(left) == named(right)


# --- What has to come of it -----------------------------------------------------------------------------------------


def shown(done):
    return "\n".join(f"{name}: {result.returncode}\n{result.stdout}{result.stderr}" for name, result in done)


def expect_done(done):
    assert done and all(result.returncode == 0 for _, result in done), shown(done)
    for secret in (PASSWORD, "token-of-the-run", "glpat-example"):
        assert secret not in shown(done), f"{secret} is shown"


def expect_failed(done, step, words):
    name, result = done[-1]
    assert name == step and result.returncode != 0, shown(done)
    assert words in result.stdout + result.stderr, shown(done)


def released(repository):
    """What attr.lock says is out: ids and versions, those without versions by their ids."""
    rows = [line.split(" ", 4) for line in (repository.work / "attr.lock").read_text(encoding="utf-8").splitlines()]
    return {(row[1], row[3]) for row in rows if row[0] == "stix"}


def expect_published(repository, medallion):
    """The collection holds all that the lock does; what has no version of its own may be known to the server already."""
    there = medallion.manifest(servers.READ_WRITE)
    want = released(repository)
    missing = {(id, version) for id, version in want if version != "-" and (id, version) not in there}
    ids = {id for id, _ in there}
    assert not missing and all(id in ids for id, _ in want), (missing, want)


def on_github(place, attrc, medallion):
    repository = Repository(place, attrc, medallion.collection(servers.READ_WRITE))
    done, _ = github(repository, "push", "refs/heads/main")
    expect_done(done)
    expect_published(repository, medallion)
    before = medallion.manifest(servers.READ_WRITE)

    repository.run("git checkout -q -b hedge")
    repository.hedge(HEDGED, SURER)
    repository.commit("surer")
    repository.run("git push -q origin hedge && git fetch -q origin")
    done, summary = github(repository, "pull_request", "refs/pull/7/merge")
    expect_done(done)
    comment = (place / "comment.md").read_text(encoding="utf-8")
    assert "highly likely" in comment and "almost certain" in comment, comment
    assert "--edit-last" in (place / "gh.log").read_text(encoding="utf-8")
    assert "almost certain" in summary or "1 new version" in summary, summary
    assert medallion.manifest(servers.READ_WRITE) == before, "a plan sends nothing"

    repository.run("git checkout -q main && git merge -q hedge && git push -q origin main")
    done, _ = github(repository, "push", "refs/heads/main")
    expect_done(done)
    expect_published(repository, medallion)
    after = medallion.manifest(servers.READ_WRITE)
    assert len(after) > len(before), "the new version is there, and the old one too"
    done, _ = github(repository, "push", "refs/heads/main")
    expect_done(done)
    assert medallion.manifest(servers.READ_WRITE) == after, "nothing is published twice"

    repository.run("git checkout -q -b forgotten")
    repository.hedge(SURER, LESS_SURE, lock=False)
    expect_failed(github(repository, "pull_request", "refs/pull/8/merge")[0], "The lock is that of the text", "attrc lock")
    repository.edit("cluster_7 not compromises", "cluster_8 not compromises")
    done, _ = github(repository, "push", "refs/heads/main")
    expect_failed(done, "Check", "::error file=main.attr,line=")
    assert "publish" not in [name.lower() for name, _ in done], "what needs a job that failed does not run"


def on_gitlab(place, attrc, medallion):
    interface = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Notes)
    interface.notes = []
    threading.Thread(target=interface.serve_forever, daemon=True).start()
    repository = Repository(place, attrc, medallion.collection(servers.READ_WRITE))
    base = repository.run("git rev-parse HEAD").stdout.strip()
    merged = {"CI_PIPELINE_SOURCE": "push", "CI_COMMIT_BRANCH": "main", "CI_DEFAULT_BRANCH": "main"}
    asked = {
        "CI_PIPELINE_SOURCE": "merge_request_event", "CI_MERGE_REQUEST_DIFF_BASE_SHA": base, "CI_PROJECT_ID": "11",
        "CI_MERGE_REQUEST_IID": "5", "CI_DEFAULT_BRANCH": "main",
        "CI_API_V4_URL": f"http://127.0.0.1:{interface.server_port}/api/v4",
    }

    repository.run("git checkout -q -b hedge")
    repository.hedge(HEDGED, SURER)
    repository.commit("surer")
    done = gitlab(repository, asked)
    expect_done(done)
    assert [name for name, _ in done] == ["check", "diff", "plan"], done
    [(path, token, note)] = interface.notes
    assert path == "/api/v4/projects/11/merge_requests/5/notes" and token == "glpat-example", (path, token)
    assert "highly likely" in note and "almost certain" in note, note
    assert json.loads((repository.work / "gl-code-quality-report.json").read_text()) == []
    assert medallion.manifest(servers.READ_WRITE) == set(), "a plan sends nothing"

    repository.run("git checkout -q main && git merge -q hedge")
    expect_done(gitlab(repository, merged))
    expect_published(repository, medallion)

    repository.edit("cluster_7 not compromises", "cluster_8 not compromises")
    done = gitlab(repository, merged)
    assert [name for name, _ in done] == ["check"] and done[0][1].returncode == 1, shown(done)
    [issue] = json.loads((repository.work / "gl-code-quality-report.json").read_text())
    assert issue["check_name"] == "unknown-name" and issue["location"]["path"] == "main.attr", issue
    interface.shutdown()


def before_a_commit(place, attrc):
    repository = Repository(place, attrc, "https://taxii.example/root1/collections/one/")
    hook = repository.work / ".git/hooks/pre-commit"
    hook.write_text("#!/bin/sh\n" + block(".git/hooks/pre-commit"))
    hook.chmod(0o755)
    repository.edit("cluster_7 not compromises", "cluster_8 not compromises")
    refused = repository.run("git commit -q -a -m wrong", check=False)
    assert refused.returncode == 1 and "nothing declares `cluster_8`" in refused.stderr, refused
    repository.run("git checkout -q main.attr")
    repository.hedge(HEDGED, LESS_SURE)
    repository.commit("right")

    defined = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())}
    named = [hook["id"] for hook in yaml.safe_load(block(".pre-commit-config.yaml"))["repos"][0]["hooks"]]
    assert sorted(named) == sorted(defined), (named, sorted(defined))
    repository.hedge(LESS_SURE, UNSURE, lock=False)
    for name in named:
        entry = defined[name]
        files = "" if entry.get("pass_filenames") is False else " main.attr"
        assert re.search(entry["files"], "main.attr"), name
        repository.run(entry["entry"] + files)
    assert "attr.lock" in repository.run("git status --short").stdout, "the lock was brought up to date"
    repository.run("attrc build --locked -o /dev/null")


def main():
    attrc = Path(sys.argv[1]).resolve()
    for told in (on_github, on_gitlab):
        with tempfile.TemporaryDirectory() as place, servers.medallion(Path(place) / "server") as medallion:
            (Path(place) / "hoster").mkdir()
            told(Path(place) / "hoster", attrc, medallion)
            print(f"{told.__name__}: the pipeline of docs/ci.md does what it says")
    with tempfile.TemporaryDirectory() as place:
        before_a_commit(Path(place), attrc)
        print("before_a_commit: hooks refuse and mend")


if __name__ == "__main__":
    main()
