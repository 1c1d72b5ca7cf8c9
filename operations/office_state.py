"""What kiosks and managers see of the whole office."""

from typing import Any

from operations.offices import Desk, Service
from operations.snapshot import Snapshot, service_state

State = dict[str, Any]


def office_state(snapshot: Snapshot) -> State:
    """The `office` state of docs/protocol.md."""
    office = snapshot.office
    return {
        **snapshot.head(),
        "day": office.day_at(snapshot.now),
        "timezone": office.timezone,
        "code": office.code,
        "names": office.names,
        "slogans": office.slogans,
        "greetings": office.greetings,
        "notices": office.notices,
        "hotline": office.hotline,
        "languages": office.languages,
        "priority_age": snapshot.rules.priority_age,
        "services": [_service(snapshot, service) for service in snapshot.services.values()],
        "counters": [_counter(desk) for desk in snapshot.desks.values()],
    }


def _service(snapshot: Snapshot, service: Service) -> State:
    state, opens_at = service_state(snapshot, service)
    waiting = snapshot.line(service.code).waiting
    guess = snapshot.estimate(service.code, waiting)
    return {
        "code": service.code,
        "names": service.names,
        "abouts": service.abouts,
        "icon": service.icon,
        "waiting": waiting,
        "state": state,
        "opens_at": opens_at,
        "estimate": {"low_min": guess.low_min, "high_min": guess.high_min},
        "counters": snapshot.counters_of(service.code),
        "open_counters": snapshot.open_counters_of(service.code),
        "position": service.position,
    }


def _counter(desk: Desk) -> State:
    return {
        "number": desk.number,
        "names": desk.names,
        "zone": desk.zone,
        "state": desk.state,
        "services": sorted(desk.services),
        "full_name": desk.full_name,
    }
