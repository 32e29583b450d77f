"""Reads OpenMetrics as a monitor does and prints its families as JSON."""
import json
import sys

from prometheus_client.openmetrics.parser import text_string_to_metric_families

print(json.dumps([
    {
        "name": family.name, "type": family.type, "unit": family.unit, "help": family.documentation,
        "samples": [{"name": s.name, "labels": s.labels, "value": s.value} for s in family.samples],
    }
    for family in text_string_to_metric_families(sys.stdin.read())
]))
