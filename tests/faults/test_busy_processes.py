"""Connections that come at once go to all web processes, as many to each as it can serve."""

import os
import signal
from collections import Counter
from http.client import HTTPConnection

from tests.gathering import ALL, PROCESSES, THREADS, Gathering
from tests.servers import prepared
from tests.waiting import until


def test_who_wakes_first_leaves_to_the_others_what_it_cannot_serve_yet(tmp_path):
    folder = tmp_path / "marks"
    folder.mkdir()
    with prepared(tmp_path / "data", Gathering, GATHERING=str(folder), WEB_WORKERS=str(PROCESSES)) as server:
        server.data.mkdir()
        server.start()
        until(lambda: len(server.pages_made_by) == PROCESSES, "all processes to be there")
        late = min(server.pages_made_by)
        os.kill(late, signal.SIGSTOP)
        connections = [HTTPConnection("127.0.0.1", server.port, timeout=60) for _ in range(ALL)]
        try:
            for connection in connections:
                connection.request("GET", "/")
            until(lambda: len(server.marks) == ALL - THREADS, "the others to have begun what they can serve")
            os.kill(late, signal.SIGCONT)
            answers = [connection.getresponse() for connection in connections]
            assert {answer.status for answer in answers} == {200}
            made = Counter(int(answer.read()) for answer in answers)
            assert made == dict.fromkeys(server.pages_made_by, THREADS)
        finally:
            os.kill(late, signal.SIGCONT)
            for connection in connections:
                connection.close()
