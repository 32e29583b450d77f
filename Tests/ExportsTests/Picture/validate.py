"""Reads a file as others do, by lxml, html5lib or Pillow, and prints as JSON what is wrong with it and what it holds."""
import base64
import hashlib
import io
import json
import re
import sys

import html5lib
from lxml import etree
from PIL import Image


def svg(data: bytes) -> dict:
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, huge_tree=True))
    problems = []
    for element in root.iter():
        name = etree.QName(element).localname
        if name in ("script", "foreignObject", "image", "use", "a", "animate", "set"):
            problems.append(f"element {name}")
        for key, value in element.attrib.items():
            if key.lower().startswith("on") or "href" in key or "url(" in value or "javascript:" in value.lower():
                problems.append(f"{name} {key}={value[:60]}")
        if name == "style" and re.search(r"url\(|@import|expression", element.text or ""):
            problems.append("style")
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    problems += [f"id {name} twice" for name in set(ids) if ids.count(name) > 1]
    title = root.find("{*}title").text or ""
    if not (root.find("{*}desc").text or ""):
        problems.append("no description")
    return {"problems": problems, "title": title}


def html(data: bytes) -> dict:
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("lxml"), namespaceHTMLElements=False)
    tree = parser.parse(data).getroot()
    # What html5lib counts as an error in text that is no error in HTML any more: characters by their numbers.
    problems = [str(error) for error in parser.errors]
    text = data.decode()
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    for name, directive in (("script", "script-src"), ("style", "style-src")):
        hashes = re.search(directive + r" ((?:'sha256-[^']+' ?)+)", policy).group(1)
        for found in re.finditer(rf"<{name}(?: [^>]*)?>(.*?)</{name}>", text, re.S):
            if "type=" in found.group(0).split(">")[0]:
                continue
            digest = base64.b64encode(hashlib.sha256(found.group(1).encode()).digest()).decode()
            if f"'sha256-{digest}'" not in hashes:
                problems.append(f"a {name} that the policy does not name")
    for wanted in ("default-src 'none'", "base-uri 'none'", "form-action 'none'"):
        if wanted not in policy:
            problems.append(f"policy without {wanted}")
    for element in tree.iter():
        for key, value in element.attrib.items():
            if key.startswith("on") or key == "style" or key == "src":
                problems.append(f"{element.tag} {key}")
            if key == "href" and not re.match(r"https?://[!-~]+$|#[\w-]+$|data:,$", value):
                problems.append(f"href {value[:60]}")
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    problems += [f"id {name} twice" for name in set(ids) if ids.count(name) > 1]
    for label in tree.xpath("//*[@aria-labelledby]"):
        problems += [f"no {name}" for name in label.get("aria-labelledby").split() if name not in ids]
    json.loads(tree.xpath("//script[@id='data']")[0].text)
    linked = json.loads(tree.xpath("//script[@type='application/ld+json']")[0].text)
    for node in linked["@graph"]:
        if node["@type"] not in ("Event", "EventSeries") or "name" not in node:
            problems.append(f"linked data {node}")
    items = tree.xpath("//section[@id='events']//ol/li")
    if len(tree.xpath("//figure//*[local-name()='svg' and @role='img']")) != 1:
        problems.append("no picture")
    return {"problems": problems, "items": len(items), "linked": len(linked["@graph"])}


def png(data: bytes) -> dict:
    image = Image.open(io.BytesIO(data))
    image.load()
    return {"width": image.width, "height": image.height}


print(json.dumps({"svg": svg, "html": html, "png": png}[sys.argv[1]](sys.stdin.buffer.read())))
