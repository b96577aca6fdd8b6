"""Passes datagrams on late, to some tens of microseconds: a process of its own, which spins for the last of the wait.

Usage: delay-proxy.py TARGET_HOST TARGET_PORT FORTH_MS BACK_MS JITTER_MS LISTEN_HOST LISTEN_PORT...
The jitter is exponential, on each way. Prints "ready" once it listens.
"""
import heapq
import random
import select
import socket
import sys
import time

target = (sys.argv[1], int(sys.argv[2]))
forth, back, jitter = (float(text) / 1000 for text in sys.argv[3:6])
SPIN = 0.0008
MOST_CLIENTS = 600

fronts = []
for port in sys.argv[7:]:
    front = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    front.bind((sys.argv[6], int(port)))
    fronts.append(front)
clients = {}
queue = []
count = 0


def later(delay, send_from, datagram, address):
    global count
    count += 1
    late = random.expovariate(1 / jitter) if jitter > 0 else 0
    heapq.heappush(queue, (time.perf_counter() + delay + late, count, send_from, datagram, address))


print("ready", flush=True)
while True:
    now = time.perf_counter()
    while queue and queue[0][0] <= now:
        _, _, send_from, datagram, address = heapq.heappop(queue)
        try:
            send_from.sendto(datagram, address)
        except OSError:
            pass
        now = time.perf_counter()
    wait = max(0, queue[0][0] - now - SPIN) if queue else 1
    readable, _, _ = select.select(fronts + list(clients), [], [], wait)
    for one in readable:
        try:
            datagram, address = one.recvfrom(2048)
        except OSError:
            continue
        if one in clients:
            front, client = clients[one]
            later(back, front, datagram, client)
        else:
            up = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            clients[up] = (one, address)
            later(forth, up, datagram, target)
            if len(clients) > MOST_CLIENTS:
                oldest = next(iter(clients))
                oldest.close()
                del clients[oldest]
