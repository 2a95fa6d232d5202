import asyncio
import threading
import time

import pytest

from nextseason.articles.background import as_they_come


def counting(n, emitted):
    async def produce(emit):
        for i in range(n):
            await emit(i)
            emitted.append(i)

    return produce


def test_everything_comes_in_order():
    assert list(as_they_come(counting(100, []), ahead=3)) == list(range(100))


def test_a_slow_caller_makes_the_producer_wait():
    emitted = []
    results = as_they_come(counting(100, emitted), ahead=3)
    assert next(results) == 0
    time.sleep(0.05)  # time enough for all of them
    assert len(emitted) <= 4
    assert list(results) == list(range(1, 100))


def test_what_goes_on_besides_goes_on_while_the_caller_is_busy():
    done = threading.Event()

    async def produce(emit):
        await emit(1)
        await asyncio.sleep(0)
        done.set()

    results = as_they_come(produce, ahead=2)
    next(results)
    assert done.wait(timeout=2)  # though nothing more has been asked for
    assert list(results) == []


async def one_then_fault(emit):
    await emit(1)
    raise ZeroDivisionError


async def fault_in_a_group(emit):
    await emit(1)
    async with asyncio.TaskGroup() as group:
        group.create_task(one_then_fault(emit))


@pytest.mark.parametrize("produce", [one_then_fault, fault_in_a_group])
def test_a_fault_comes_after_what_came_before_it(produce):
    results = as_they_come(produce, ahead=2)
    assert next(results) == 1
    with pytest.raises(ZeroDivisionError):
        list(results)


def test_a_caller_that_stops_stops_the_producer():
    ended = threading.Event()

    async def produce(emit):
        try:
            await emit(1)
            await asyncio.sleep(60)
        finally:
            ended.set()

    results = as_they_come(produce, ahead=2)
    next(results)
    results.close()
    assert ended.is_set()


def test_a_caller_that_stops_before_a_full_house_does_not_hang():
    results = as_they_come(counting(100, []), ahead=1)
    next(results)
    began = time.monotonic()
    results.close()
    assert time.monotonic() - began < 2
