"""Words that tell a guess or hearsay, as hints: what they weigh is learned (`voices`)."""

import re

# A guess, an inference or a hope of the writer's.
EXPECTING = frozenset(
    """
    could may might maybe perhaps possibly probably likely unlikely presumably conceivably
    conceivable potentially hopefully apparently should expect expects expected expecting
    expectation expectations anticipate anticipated guess guesses bet bets hope hopes hoping
    hopeful predict prediction predictions assume assuming assumption suspect imagine doubt
    doubtful wager reckon bank chance chances odds prospects seems seem seemed appears appear
    looks look would wouldn't if bound surely certain estimate estimated estimates outlook
    plausible possible possibility potential speculate speculation theory believe think
    tends usually typically supposed ought unless safe inevitable hunch pattern schedule
    verdict unsure wish optimistic realistic earliest can't hard hardly
    """.split()
)
# Those that seldom stand where nothing is guessed.
GUESSING = frozenset(
    """
    could may might maybe perhaps possibly probably likely unlikely presumably conceivably
    hopefully expect anticipate guess predict seems appears odds chances
    """.split()
)
# Those that seldom stand where nothing is hearsay.
RUMOURED = frozenset(
    """
    reportedly rumour rumours rumor rumors rumoured rumored allegedly supposedly sources insider
    insiders chatter whispers speculation leak leaked leaks unconfirmed unofficial
    """.split()
)
# The word of nobody named.
HEARSAY = frozenset(
    """
    reportedly rumour rumours rumor rumors rumoured rumored allegedly supposedly sources source
    insider insiders chatter whisper whispers whispered whispering speculation speculated leak
    leaked leaks leaker unconfirmed buzz gossip hearsay tipster tipsters hear heard word
    understood somebody someone anonymous anonymously apparently believed regarded talk grapevine
    scuttlebutt unnamed unofficial unofficially fans according reports claims allege alleged
    said  seemingly tittle-tattle scoopers scooper forum reddit listing listings
    """.split()
)
# In a claim's own clause these make it hearsay, whatever it is about.
PLAIN_HEARSAY = re.compile(
    r"\b(?:reportedly|allegedly|purportedly|(?:is|are|was|were) rumou?red|"
    r"rumou?rs? (?:has|have|had|say|says|claim))\b",
    re.IGNORECASE,
)
# The plainest way to cite nobody; "according to reports by The Courier" cites somebody.
NOBODYS_WORD = re.compile(
    r"\b[Aa]ccording to (?:(?:some|several|various|multiple|many|a few|unnamed|anonymous|recent|"
    r"unconfirmed|early|the latest|online|industry|persistent|a|the) ){0,3}(?:rumou?rs?|sources|"
    r"insiders?|leaks?|leakers?|reports|speculation|whispers|gossip|chatter)\b"
    r"(?! (?:from|by|at|in|of|on) [A-Z])"
)
