#!/usr/bin/python3
"""The nearest of 30 facilities for every vertex, by what people script today: SciPy, igraph,
NetworkX and pgRouting, on the graph that `routing_benchmark --export=DIR` left.

Usage: peers.py DIR [--runs N] [--peers scipy,igraph,networkx,pgrouting]
                [--ours-ms OURS]

Prints a Markdown table: median seconds, peak memory, and how many vertices have another time than
ours (pgRouting sums floating-point costs; a difference below half a millisecond is none). Each peer
runs in a process of its own, so that its peak memory is its own; reading and building the graph is
not timed. pgRouting needs a server that lets this user in (PGHOST, PGDATABASE…), whose memory is
not in the figure.
"""
import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time


def read(folder, name):
    import numpy
    return numpy.fromfile(os.path.join(folder, name + ".u32"), dtype=numpy.uint32)


def load(folder):
    tails, heads, times = (read(folder, n).astype("int64") for n in ("tails", "heads", "times"))
    return tails, heads, times, read(folder, "sources").astype("int64"), read(folder, "answers")


def timed(runs, work):
    seconds = []
    answer = None
    for _ in range(runs):
        start = time.perf_counter()
        answer = work()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds), answer


def run_scipy(folder, runs):
    import numpy
    import scipy
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import dijkstra
    tails, heads, times, sources, answers = load(folder)
    n = len(answers)
    graph = csr_matrix((times.astype(float), (tails, heads)), shape=(n, n))
    median, found = timed(runs, lambda: dijkstra(graph, indices=sources, min_only=True))
    return scipy.__version__, median, numpy.where(numpy.isinf(found), 0x7FFFFFFF, found)


def run_igraph(folder, runs):
    import igraph
    import numpy
    tails, heads, times, sources, answers = load(folder)
    n = len(answers)
    # One vertex more, that leads to all facilities.
    ends = numpy.concatenate([numpy.stack([tails, heads], axis=1),
                              numpy.stack([numpy.full(len(sources), n), sources], axis=1)])
    graph = igraph.Graph(n=n + 1, edges=ends.tolist(), directed=True)
    weights = times.tolist() + [0] * len(sources)
    median, found = timed(
        runs, lambda: graph.distances(source=n, weights=weights, mode="out")[0][:n])
    found = numpy.array(found)
    return igraph.__version__, median, numpy.where(numpy.isinf(found), 0x7FFFFFFF, found)


def run_networkx(folder, runs):
    import networkx
    import numpy
    tails, heads, times, sources, answers = load(folder)
    graph = networkx.DiGraph()
    graph.add_nodes_from(range(len(answers)))
    graph.add_weighted_edges_from(zip(tails.tolist(), heads.tolist(), times.tolist()))
    starts = set(sources.tolist())
    median, lengths = timed(
        runs, lambda: networkx.multi_source_dijkstra_path_length(graph, starts))
    found = numpy.full(len(answers), 0x7FFFFFFF, dtype=float)
    found[list(lengths.keys())] = list(lengths.values())
    return networkx.__version__, median, found


def run_pgrouting(folder, runs):
    import io

    import numpy
    import psycopg2
    tails, heads, times, sources, answers = load(folder)
    n = len(answers)
    connection = psycopg2.connect("")
    cursor = connection.cursor()
    cursor.execute("create extension if not exists pgrouting cascade")
    cursor.execute("select pgr_version()")
    version = cursor.fetchone()[0]
    cursor.execute("create temporary table arcs (id bigint, source bigint, target bigint, "
                   "cost float8)")
    rows = io.StringIO()
    ends = [(tails, heads, times), (numpy.full(len(sources), n), sources, numpy.zeros(len(sources)))]
    number = 0
    for arc_tails, arc_heads, arc_times in ends:
        for row in zip(arc_tails.tolist(), arc_heads.tolist(), arc_times.tolist()):
            rows.write("%d\t%d\t%d\t%.17g\n" % (number, *row))
            number += 1
    rows.seek(0)
    cursor.copy_from(rows, "arcs")
    cursor.execute("analyze arcs")

    def ask():
        cursor.execute("select node, agg_cost from pgr_drivingDistance("
                       "'select id, source, target, cost from arcs', %s, 2147483646)", (n,))
        return cursor.fetchall()

    median, reached = timed(runs, ask)
    found = numpy.full(n + 1, 0x7FFFFFFF, dtype=float)
    for node, cost in reached:
        found[node] = cost
    return version, median, found[:n]


PEERS = {"scipy": ("SciPy", run_scipy), "igraph": ("igraph", run_igraph),
         "networkx": ("NetworkX", run_networkx), "pgrouting": ("pgRouting", run_pgrouting)}


def run_one(peer, folder, runs):
    import numpy
    version, median, found = PEERS[peer][1](folder, runs)
    wrong = int(numpy.count_nonzero(numpy.abs(found - read(folder, "answers")) >= 0.5))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"version": version, "seconds": median, "peak_mib": peak, "wrong": wrong}))


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--peers", default=",".join(PEERS))
    parser.add_argument("--ours-ms", type=float, help="our median, for the ratio")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        return run_one(options.one, options.folder, options.runs)
    print("| peer | version | median of %d, s | of ours | peak, MiB | other answers |"
          % options.runs)
    print("|---|---|---:|---:|---:|---:|")
    for peer in options.peers.split(","):
        result = subprocess.run(
            [sys.executable, __file__, options.folder, "--runs", str(options.runs), "--one", peer],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False)
        if result.returncode != 0:
            reason = (result.stderr.strip().splitlines() or ["no reason given"])[-1]
            print("peers.py: %s is left out: %s" % (PEERS[peer][0], reason), file=sys.stderr)
            continue
        row = json.loads(result.stdout)
        ratio = "%.1f" % (row["seconds"] * 1000 / options.ours_ms) if options.ours_ms else ""
        print("| %s | %s | %.3f | %s | %.0f | %d |" % (
            PEERS[peer][0], row["version"], row["seconds"], ratio, row["peak_mib"], row["wrong"]),
              flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
