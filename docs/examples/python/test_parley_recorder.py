"""Runs the tests that the package eventsourcing has for recorders and applications against Parley's log.

    DATABASE_URL=… python -m unittest test_parley_recorder

The database holds an empty log, made by "parley init"; every test works in a copy of it, which it drops.
"""
import os
import unittest
from uuid import uuid4

import psycopg
from eventsourcing.persistence import DataError, IntegrityError, NotSupportedError, StoredEvent
from eventsourcing.tests import application, persistence, projection
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from parley_recorder import Factory, ParleyRecorder

EMPTY = os.environ["DATABASE_URL"]


class WithLog(unittest.TestCase):
    recorder = ParleyRecorder

    def setUp(self):
        name = f"recorder_{uuid4().hex}"
        self.administer(f'CREATE DATABASE {name} TEMPLATE "{conninfo_to_dict(EMPTY)["dbname"]}"')
        self.addCleanup(self.administer, f"DROP DATABASE {name} WITH (FORCE)")
        self.log = make_conninfo(EMPTY, dbname=name)
        os.environ.update(PERSISTENCE_MODULE="parley_recorder", DATABASE_URL=self.log)

    def administer(self, statement):
        with psycopg.connect(make_conninfo(EMPTY, dbname="postgres"), autocommit=True) as conn:
            conn.execute(statement)

    def create_recorder(self):
        recorder = self.recorder(self.log)
        self.addCleanup(recorder.close)
        return recorder


class WithoutPositions(ParleyRecorder):
    """What inserts is asked for positions by applications only."""

    def insert_events(self, stored_events, **kwargs):
        super().insert_events(stored_events, **kwargs)


class Aggregates(WithLog, persistence.AggregateRecorderTestCase):
    recorder = WithoutPositions


class Applications(WithLog, persistence.ApplicationRecorderTestCase):
    def test_insert_subscribe(self):
        self.optional_test_insert_subscribe()


class PositionsOfOneCall(WithLog, persistence.NonInterleavingNotificationIDsBaseCase):
    pass


class BankAccounts(WithLog, application.ExampleApplicationTestCase):
    expected_factory_topic = "parley_recorder:Factory"


class AnyApplication(WithLog, application.ApplicationTestCase):
    pass


class Projections(WithLog, projection.EventSourcedProjectionTestCase):
    env = {"COUNTERS_PERSISTENCE_MODULE": "eventsourcing.popo"}


class WhatTheirTestsDoNotAsk(WithLog):
    def event(self, originator, version, state=b"state"):
        return StoredEvent(originator, version, "topic", state)

    def test_versions_have_no_gap(self):
        recorder = self.create_recorder()
        recorder.insert_events([self.event("talks", 1)])
        for versions in [(3,), (2, 4), (0,), (2, 2), (1, 2)]:
            with self.subTest(versions), self.assertRaises(IntegrityError):
                recorder.insert_events([self.event("talks", version) for version in versions])
        with self.assertRaises(IntegrityError):
            recorder.insert_events([self.event("other", 1), self.event("talks", 3)])
        self.assertEqual(recorder.max_notification_id(), 1)

    def test_an_originator_is_a_uuid_or_a_name(self):
        recorder = self.create_recorder()
        with self.assertRaisesRegex(DataError, "^“Six Parties” cannot name a process: use small letters"):
            recorder.insert_events([self.event("Six Parties", 1)])
        uuid, name = uuid4(), "six-parties"
        recorder.insert_events([self.event(uuid, 0), self.event(name, 7)])
        self.assertEqual([n.originator_id for n in recorder.select_notifications(1, 9)], [uuid, name])
        self.assertEqual([e.originator_version for e in recorder.select_events(name, gt=6)], [7])

    def test_a_state_is_any_bytes(self):
        recorder = self.create_recorder()
        event = self.event("talks", 1, bytes(range(256)))
        recorder.insert_events([event])
        self.assertEqual(recorder.select_events("talks"), [event])

    def test_what_was_erased_is_not_passed_over(self):
        recorder = self.create_recorder()
        recorder.insert_events([self.event("talks", version) for version in range(3)])
        with psycopg.connect(self.log) as conn:
            conn.execute("""
                SELECT log.erase(id, (stream, gen_random_uuid(), 'event-erased', json_build_object('erased', id), NULL,
                                      'desk')::log.new_event)
                FROM log.event WHERE position = 1""")
        for after in [None, 1]:
            with self.subTest(after), self.assertRaisesRegex(DataError, "An event of talks was erased"):
                recorder.select_events("talks", gt=after)
        self.assertEqual([e.originator_version for e in recorder.select_events("talks", gt=0, lte=2)], [1, 2])

    def test_a_process_application_is_refused(self):
        with self.assertRaisesRegex(NotSupportedError, "another PERSISTENCE_MODULE"):
            Factory({}).process_recorder()
