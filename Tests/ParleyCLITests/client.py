"""Asks a server over HTTP what a test wants to know, and prints the answers as JSON."""

import errno
import http.client
import json
import socket
import sys
from urllib.parse import urlsplit


def connect(url):
    return http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)


def ask(url, requests):
    """Sends requests one after another, as they stand, on one connection for as long as it is kept."""
    connection = connect(url)
    answers = []
    for request in requests:
        headers = request.get("headers", {})
        connection.putrequest(request.get("method", "GET"), request["path"], skip_host="Host" in headers)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders(request.get("body", "").encode() or None)
        response = connection.getresponse()
        body = response.read().decode()
        names = {name.lower(): value for name, value in response.getheaders()}
        answers.append({"status": response.status, "headers": names, "body": body})
    return answers


def raw(url, text):
    """Sends bytes as they are, and gives all that comes back."""
    parts = urlsplit(url)
    found = b""
    with socket.create_connection((parts.hostname, parts.port), timeout=60) as connection:
        try:
            connection.sendall(text.encode("latin-1"))
            connection.shutdown(socket.SHUT_WR)
            while piece := connection.recv(65536):
                found += piece
        except ConnectionError:
            pass  # The server may not want to hear all of it.
        except OSError as error:
            if error.errno != errno.ENOTCONN:
                raise
    return found.decode("latin-1")


def listen(url, path, headers, count, seconds):
    """Reads server-sent events until there are so many, or nothing comes any more."""
    connection = connect(url)
    connection.timeout = seconds
    connection.request("GET", path, headers={"Accept": "text/event-stream", **headers})
    response = connection.getresponse()
    print(response.getheader("Content-Type"), file=sys.stderr, flush=True)
    events, fields = [], {}
    try:
        while len(events) < count:
            line = response.readline().decode()
            if not line:
                break
            line = line.rstrip("\n")
            if not line and "event" in fields:
                events.append(fields)
                fields = {}
            elif line and not line.startswith(":"):
                name, _, value = line.partition(": ")
                fields[name] = value
    except TimeoutError:
        pass
    return events


def crawl(url, start, most):
    """Follows links from a page, and gives what is wrong with each page that is found."""
    import html5lib

    connection = connect(url)
    todo, seen, faults = [start], {start}, []

    def fault(path, what):
        faults.append(f"{path}: {what}")

    while todo and len(seen) < most + len(todo):
        path = todo.pop(0)
        connection.request("GET", path)
        response = connection.getresponse()
        body = response.read().decode()
        if response.status != 200:
            fault(path, response.status)
        # A picture is a document that stands by itself.
        if not response.getheader("Content-Type", "").startswith("text/html") or path.split("?")[0].endswith("/picture"):
            continue
        try:
            page = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(body)
        except html5lib.html5parser.ParseError as error:
            fault(path, f"not valid: {error}")
            continue
        for what in accessibility(page):
            fault(path, what)
        for link in page.iter("a"):
            target = link.get("href").split("#")[0]
            if target.startswith("/") and target not in seen:
                seen.add(target)
                todo.append(target)
    return {"pages": len(seen) - len(todo), "faults": faults}


def accessibility(page):
    """What a page lacks for those who do not see it, and what a policy would forbid."""
    if page.get("lang") != "en" or not page.findtext("head/title"):
        yield "no language or title"
    if len(list(page.iter("h1"))) != 1 or len(list(page.iter("main"))) != 1:
        yield "not one main heading"
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    if len(ids) != len(set(ids)):
        yield "an id twice"
    for table in page.iter("table"):
        if not "".join(table.find("caption").itertext()).strip():
            yield "a table without caption"
        if any(cell.get("scope") not in ("col", "row") or not "".join(cell.itertext()).strip() for cell in table.iter("th")):
            yield "a heading without scope or text"
        for row in table.find("tbody"):
            if len(row) != len(table.find("thead/tr")):
                yield "a row of another length"
    labelled = {label.get("for") for label in page.iter("label")}
    for name in ("input", "select"):
        for field in page.iter(name):
            if field.get("id") not in labelled or field.get("aria-describedby") not in ids:
                yield f"a field without label: {field.get('name')}"
    for element in page.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag == "style" or "style" in element.attrib or element.tag == "script" and not element.get("src"):
            yield "an inline style or script"
        if any(name.startswith("on") for name in element.attrib):
            yield f"a handler on {element.tag}"
        if element.tag in ("script", "img", "iframe", "object") and element.get("src") != "/parley.js":
            yield f"an element of elsewhere: {element.tag}"
        if element.tag == "a" and not element.get("href", "").startswith(("/", "#content", "http://", "https://")):
            yield f"a link to {element.get('href')}"


question = json.load(sys.stdin)
print(json.dumps(globals()[question.pop("what")](**question)))
