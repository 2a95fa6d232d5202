"""A sketch of a log: one account in eight, chosen by a hash of its name.

Accounts whose hash is small stand for all, as in the theta sketch of Dasgupta, Lang, Rhodes &
Thaler, "A framework for estimating stream expression cardinalities" (ICDT 2016).  Unlike
HyperLogLog it carries every figure, since it knows all that its accounts have viewed.
An expression; what comes of it is scaled up in `approximate`.
"""

import ibis.expr.types as ir

ONE_IN = 8
# Multiplication modulo a prime: no product overflows 64 bits on any engine.
PRIME = 2**31 - 1
FACTORS = (1_103_515_245, 1_540_483_477)
LOW_BITS = 2**62 - 1


def in_sample(account: ir.Value) -> ir.BooleanValue:
    """Whether an account is in the sketch; the same ones on every engine where they are numbers."""
    number = account if account.type().is_integer() else account.hash()
    number = (number & LOW_BITS) % PRIME
    for factor in FACTORS:
        number = (number * factor) % PRIME
        number = number ^ (number >> 15)
    return number % ONE_IN == 0
