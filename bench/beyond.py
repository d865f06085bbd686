"""From which size on another engine is quicker: `python bench/beyond.py 10000 100000`.

The questions of docs/beyond.md, asked of the program, of DuckDB and of Spark over the Parquet file that it exports.
The program and DuckDB are whole processes, in turn; Spark is one session for all questions, whose start stands apart.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from measure import Effort, Failure, Job, in_turn, measure, output_of
from questions import Question, questions
from run import Bench, memory_text, seconds_text

# What the generated meetings have in the place of the bundled collection's.
ABOUT = {"eeas-2025-11-23": "eu-press-2", "readmission": "aerosensor"}
DUCKDB = ["duckdb", "-list", "-separator", "\t", "-noheader", "-nullvalue", "", "-c"]


def of_spark(python: str, file: Path, asked: list[Question], runs: int) -> tuple[float, list[float], list[int]]:
    """The seconds until Spark can be asked, the median ones of each question, and how many rows it answers."""
    job = [python, __file__, "--session", str(file), "--runs", str(runs)]
    sent = json.dumps([question.spark for question in asked])
    done = subprocess.run(job, input=sent, capture_output=True, text=True)
    if done.returncode:
        raise Failure(f"Spark: {done.stderr.strip().splitlines()[-1:]}")
    start, taken, rows = json.loads(done.stdout)
    return start, [statistics.median(one) for one in taken], rows


def session(file: str, runs: int) -> None:
    """Asks Spark what comes as JSON on standard input; says as JSON what it took."""
    begun = time.perf_counter()
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[*]").config("spark.ui.enabled", "false")
    spark = builder.config("spark.driver.memory", "4g").getOrCreate()
    spark.read.parquet(file).createOrReplaceTempView("meetings")
    start = time.perf_counter() - begun
    asked = json.load(sys.stdin)
    rows = [len(spark.sql(sql).collect()) for sql in asked]
    taken: list[list[float]] = [[] for _ in asked]
    for _ in range(runs):
        for sql, times in zip(asked, taken, strict=True):
            begun = time.perf_counter()
            spark.sql(sql).collect()
            times.append(time.perf_counter() - begun)
    print(json.dumps([start, taken, rows]))


class Beyond(Bench):
    """The data and the programs of this comparison."""

    def meetings(self, count: int) -> Path:
        """The YAML of so many meetings, indexed; a file `meetings-N.yaml` in the work folder is taken as it is."""
        data = self.work / f"meetings-{count}.yaml"
        if not data.exists():
            print(f"making {data.name} …", file=sys.stderr)
            subprocess.run([sys.executable, Path(__file__).with_name("generate.py"), str(count), data], check=True)
        measure(self.tool("count", data=data), self.out)
        return data

    def parquet(self, data: Path) -> tuple[Path, str]:
        """The same as Parquet, and what writing it took; nothing where it was there."""
        file, said = data.with_suffix(".parquet"), ""
        if not file.exists():
            job = self.tool("export", "parquet", "-q", "-o", str(file), data=data)
            seconds, memory = measure(job, self.out)
            said = f"{seconds_text(seconds)}, {memory_text(memory)}"
        return file, said

    def rows(self, count: int, spark: str | None, effort: Effort) -> Iterator[list[str]]:
        """A row for each question: its title, then the program, DuckDB and Spark."""
        data = self.meetings(count)
        file, written = self.parquet(data)
        if written:
            yield [f"(export of {count:,})", written, "", ""]
        asked = [question.about(ABOUT) for question in questions()]
        start, sparks, answers = of_spark(spark, file, asked, effort.least) if spark else (None, [], [])
        if start is not None:
            yield [f"(start of a session, {count:,})", "", "", seconds_text(start)]
        for i, question in enumerate(asked):
            path = f"{self.dialogue.parent}:{self.environment()['PATH']}"
            own = self.environment(PATH=path, LC_ALL="C.UTF-8")
            sql = f"CREATE VIEW meetings AS FROM '{file}'; {question.sql}"
            jobs = [
                Job(f"program {question.number}", ["bash", "-c", question.of(data)], own),
                Job(f"duckdb {question.number}", [*DUCKDB, sql], own),
            ]
            taken = in_turn(jobs, self.out, effort)
            self.compare_answers(jobs, answers[i : i + 1])
            seconds = [*(one.seconds for one in taken), *sparks[i : i + 1]]
            yield [f"{question.number}. {question.title}", *map(seconds_text, seconds), *[""] * (3 - len(seconds))]

    def compare_answers(self, jobs: list[Job], others: list[int]) -> None:
        """Raises Failure where the answers are not the same."""
        ours, theirs = (sorted(output_of(job, self.out).read_text("utf-8").splitlines()) for job in jobs)
        if ours != theirs or any(number != len(ours) for number in others):
            print(f"{jobs[0].label}: the answers differ: {len(ours)}, {len(theirs)}, {others}", file=sys.stderr)
            for line in sorted(set(ours) ^ set(theirs))[:5]:
                print(f"  {line}", file=sys.stderr)


def main() -> None:
    """Reads the command line, measures, and writes the tables."""
    parser = argparse.ArgumentParser(description="Measure dialogue beside DuckDB and Spark.")
    parser.add_argument("counts", metavar="N", type=int, nargs="*", help="how many meetings")
    parser.add_argument("--work", metavar="DIR", type=Path, default=Path("beyond"), help="where the data are, or go")
    parser.add_argument("--spark", metavar="PYTHON", help="the Python of an environment that has pyspark")
    parser.add_argument("--runs", metavar="N", type=int, default=3)
    parser.add_argument("--session", metavar="FILE", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.session:
        session(options.session, options.runs)
        return
    work = options.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    b = Beyond(work, Path(sys.executable).with_name("dialogue"), quick=False)
    for count in options.counts:
        print(f"\n| {count:,} meetings | program | DuckDB | Spark |\n| --- | --- | --- | --- |", flush=True)
        for row in b.rows(count, options.spark, Effort(options.runs, options.runs, 0)):
            print(f"| {' | '.join(row)} |", flush=True)


if __name__ == "__main__":
    main()
