"""Words that features look for beside a name: of jobs and roles, and those that join names."""

import numpy as np

from nextseason.claims.tokens import Keys, Mark, word_key


def _ascending(*keys: int) -> Keys:
    return np.unique(np.array(keys, dtype=np.uint64))


IN_ROWS = _ascending(
    Mark.PERSON, *map(word_key, ', and & or ( ) " “ ” the well as with plus'.split())
)
JOB_WORDS = _ascending(
    *map(
        word_key,
        """
        co executive exec producer producers produced produces showrunner showrunners runner
        creator creators created creates writer writers written wrote writes director directors
        directed directs composer composers composed star stars starring starred play plays played
        playing portrays portrayed voice voices voiced cast role roles lead leads led return
        returns returned returning back join joins joined joining leave leaves leaving left exit
        exits exited depart departs departed newcomer newcomers added new reprise reprises
        reprised ensemble developed penned helms helmed behind music score actor actress guest
        alongside said told says explained confirmed tweeted revealed boss chief head president
        critic who whose killed died dead author novel novels book books based regular regulars
        opposite recast replaced replaces replacing appears appear appeared
        """.split(),
    )
)
