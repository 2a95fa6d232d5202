"""What pages of no interest are about: their titles and sentences, with slots to fill.

Some are chosen for being hard to tell from those that matter: sport has its seasons, the
theatre its casts, games their episodes, and a film a release date.
"""

from typing import NamedTuple


class Subject(NamedTuple):
    titles: tuple[str, ...]
    sentences: tuple[str, ...]
    showbiz: bool = False  # a site about entertainment: its menu and cards speak of seasons


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.strip().splitlines())


SUBJECTS: dict[str, Subject] = {
    "politics": Subject(
        _lines("""
            Council puts off vote on {place} bypass
            Minister {name} defends budget as talks drag on
            {place} mayor faces questions over contracts
        """),
        _lines("""
            The committee met on {day} to discuss the bill for the {rank} time this year.
            {who}, who leads the opposition, said that the figures did not add up.
            A spokesman declined to comment on whether the order would be cancelled.
            Some {n} members abstained, and the motion was carried.
            The report is the latest in a series of warnings about spending.
            Critics say that the scheme was never renewed as promised in {year}.
            Voters in {place} will return to the polls in May.
            The department expects to announce its decision within weeks.
        """),
    ),
    "sport": Subject(
        _lines("""
            {place} Rovers left to rue late miss
            {name} out for the season after scan
            Injury blow for {place} before the derby
        """),
        _lines("""
            {name} scored in the {rank} minute, his {n}th goal of the season.
            The striker is in his second season with the club and has a contract until {year}.
            It was a finale to forget for the visitors, who had won the first leg.
            The coach said that {name} will return to training next week.
            The match was shown live, and {n},000 supporters saw it in the ground.
            {place} have lost {n} of their last games and stay in the bottom half of the table.
            The series is level at two games each, with the decider on {day}.
            The new season begins in August, when the champions are away at {place}.
            "We had our chances and we didn't take them," the manager told the club's channel.
            The friendly was cancelled because of a waterlogged pitch.
        """),
    ),
    "food": Subject(
        _lines("""
            Roast squash with walnuts
            The {n}-minute soup that keeps all week
        """),
        _lines("""
            Season the squash with salt and pepper and turn it over once.
            Bring {n} millilitres of stock to a simmer and add the barley.
            Plums are in season from July, and the first ones are the best for jam.
            Leave it to rest for {n} minutes before you serve it.
            You can make the dough a day ahead and keep it in the fridge.
            A squeeze of lemon brings the whole thing back to life.
        """),
    ),
    "shop": Subject(
        _lines("""
            {name} rain jacket, women's
            Trail shoe {n}: our lightest yet
        """),
        _lines("""
            The new season's collection is here, in {n} colours.
            Part of our {name} series, it is made of recycled nylon.
            Free returns within {n} days; orders can be cancelled until they are dispatched.
            Rated {n} out of 100 by our customers.
            The hood has a drawcord, and the cuffs can be adjusted.
            Machine wash cold, do not tumble dry.
        """),
    ),
    "tech": Subject(
        _lines("""
            {name} unveils a faster chip for laptops
            Patch closes holes in popular router
            Outage at {place} data centre
        """),
        _lines("""
            The release notes list {n} fixes, most of them small.
            The {name} Series {n} goes on sale on {day}.
            A spokeswoman said that fewer than {n} customers were affected.
            Subscriptions renew on their own unless they are cancelled a day before.
            The company is expected to show its next phone in the autumn.
            Developers can return to the old interface until {year}.
            The streaming interface writes batches of {n} rows.
        """),
    ),
    "health": Subject(
        _lines("""
            What {n} minutes of walking do for you
            Flu season begins early in {place}
        """),
        _lines("""
            The study followed {n},000 people over a decade.
            Flu season usually peaks in January, the agency said.
            Each episode of dizziness lasted less than {n} minutes.
            Doctors advise against a second course without a test.
            The trial was halted in {year} and resumed a year later.
            {who}, a nurse in {place}, said that wards were full.
        """),
    ),
    "theatre": Subject(
        _lines("""
            {place} Playhouse announces its winter season
            Review: a revival that creaks
        """),
        _lines("""
            The season opens with a revival of a farce from {year}.
            {who} plays the landlady, and a cast of {n} fills the stage.
            Tickets for the premiere are on sale from {day}.
            The director says that the script had gathered dust for years.
            The matinee was cancelled when the boiler failed.
            Critics were kind, and the run has been extended by a week.
        """),
    ),
    "games": Subject(
        _lines("""
            {name} Online: patch {n} is live
            Everything in this season's battle pass
        """),
        _lines("""
            The battle pass has {n} tiers and costs as much as before.
            Ranked play resets with the new season on {day}.
            The studio said that the sequel will not come to older consoles.
            Characters level up faster, and two weapons are weaker.
            The trailer shows a map that players have asked for since {year}.
            Servers will be down for {n} minutes.
        """),
    ),
    "film": Subject(
        _lines("""
            {who} in talks for heist film
            Review: 'The {name} Line' goes off the rails
        """),
        _lines("""
            {who} directs from a script by {who}.
            The thriller opens in cinemas on {day}.
            Filming took {n} days, most of them in {place}.
            The sequel made {n} million in its opening weekend.
            {who} and {who} star as brothers who do not speak.
            The trailer promised more than the film delivers.
        """),
        showbiz=True,
    ),
    "people": Subject(
        _lines("""
            {who} weds in {place}
            {who} and {name} call it quits
        """),
        _lines("""
            The actor was seen with {who} at a market in {place}.
            A friend said that the pair had been close since {year}.
            {who} shared a picture of the dress on {day}.
            The singer has {n} million followers and two dogs.
            They have asked for privacy at this time.
            The couple met on the set of a film.
        """),
        showbiz=True,
    ),
    "local": Subject(
        _lines("""
            Bridge works in {place} to last until {year}
            Lost tortoise of {place} found after {n} days
        """),
        _lines("""
            Drivers are asked to use the road by the river.
            {who}, {n}, has lived in the street for most of her life.
            The festival will be back next summer, its organisers hope.
            A petition against the closure has {n},000 signatures.
            Police were called at half past {n} and found the door open.
            The library's reading series returns in the autumn.
        """),
    ),
}

FILLERS = _lines("""
    It is not the first time, and it will hardly be the last.
    Nobody could say why, although several people were asked.
    There is more to it than that, as anyone in {place} will tell you.
    The weather did not help, nor did the roads.
    "I would do it again," said {who}, who had come by bicycle.
    That is how it has always been done here.
    Others see it differently, among them {who}.
    What happens next is anybody's guess.
    It took longer than planned, as such things do.
    A few hundred people came, which was more than had been expected.
    The building dates from {year} and has been empty for a while.
    {who} declined to be photographed.
    The costs are put at {n} thousand, a third of which has been paid.
    By {day} the queue reached around the corner.
    In {place} they have a word for this, but it does not translate.
    The letter was signed by {n} people and a dog.
    A spokeswoman said that they were looking into it.
    Two of the {n} who applied were turned down.
    It had rained since {day}, and the lower field was under water.
    "You get used to it," {name} added, not quite smiling.
    The plan had been drawn up in {year}, when money was cheap.
    For {who}, that settles the matter.
    Figures for the whole of the county are not known.
    They have until {day} to reply.
    The firm employs {n} people in {place} and a few more abroad.
    Experts had warned of it for years, {name} among them.
    Parts of the text were read out aloud.
    Neighbours spoke of a quiet man who kept bees.
    A third of those asked had no opinion at all.
    The lift has been out of order since {year}.
    It is a pleasant walk of {n} minutes from the station.
    {who} put it more plainly.
    None of this was known at the time.
    Afterwards there was tea, and somebody had brought a cake.
    The old agreement runs out in {year}.
    There were no injuries, the fire brigade said.
    Most of it could be saved, though the piano could not.
    On the whole, {place} has done well out of the change.
    The dispute goes back to a fence put up in {year}.
    "Ask me again in ten years," said {name}.
    Further talks are to be held on {day}.
    A map of the route can be had at the town hall.
    It weighs {n} kilos and smells faintly of tar.
    The court will hear both sides on {day}.
    In the end the simplest answer was the right one.
    About {n} per cent of the total comes from small donors.
    The school lies on the other side of the river.
    He has two daughters and lives near {place}.
    She had studied law before she turned to boats.
    Similar cases are known from {place} and from further north.
""")

TEASERS = {
    "other": _lines("""
        The {n} best walks near {place}
        Why {name} will not stand again
        What to watch this weekend
        {place} beat {place} in the cup
        How to sleep when it is hot
        Mortgage rates fall for the {rank} month
        Quiz: how well do you know {place}?
        A week in {place} on a budget
        My life as a lighthouse keeper
        {who}: "I never wanted the job"
    """),
    "showbiz": _lines("""
        'Salt & {name}' renewed for a {rank} season
        'The {name} Files' cancelled after {n} episodes
        Everything new on streaming this month
        '{place} Vice' season {n}: release date, cast and trailer
        Finale recap: who fell off the pier?
        {who} joins the cast of '{place}'
        {who} on life after the show
        The {n} best films of {year}
        Red carpet: who wore what
        Box office: '{name} {n}' opens on top
    """),
}
