"""Reports filled from a template: the same words each month, other figures. Never the same article.

Several templates, so that the model can be fitted on some and tested on the rest.
"""

import random

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
TOWNS = [
    "Calder",
    "Port Amsel",
    "Sennet",
    "Ombry",
    "Marrow",
    "Tessaly",
    "Northgate",
    "Weirham",
    "Little Ombry",
    "Dunmore",
]


def _crime(r: random.Random) -> str:
    month, town = r.choice(MONTHS), "Calder"
    n = [r.randint(20, 900) for _ in range(8)]
    return f"""\
Police in {town} recorded {sum(n):,} crimes in {month}, the monthly figures published today show.
There were {n[0]} burglaries, compared with {n[1]} in the month before.
Thefts from vehicles stood at {n[2]}, and {n[3]} bicycles were reported stolen.
Officers dealt with {n[4]} cases of criminal damage and {n[5]} of shoplifting.
The number of assaults was {n[6]}, of which {n[6] // 3} led to injuries.
A total of {n[7]} people were arrested during the month.
The force publishes its figures on the second working day of each month.
Residents can look up the figures for their street on the website of the force."""


def _weather(r: random.Random) -> str:
    t = [r.randint(3, 31) for _ in range(5)]
    towns = r.sample(TOWNS, 4)
    return f"""\
The outlook for {r.choice(DAYS)} from the coast station: a dry start with some cloud over the hills.
Temperatures reach {t[0]} degrees in {towns[0]} and {t[1]} degrees in {towns[1]}.
A light wind of {r.randint(5, 40)} kilometres an hour blows from the west and picks up towards the evening.
In {towns[2]} there is a {r.randint(5, 95)} per cent chance of showers after noon.
The night stays mild with lows of {t[2]} degrees in {towns[3]} and {t[3]} on the coast.
The sea has {t[4]} degrees, and the next high water at the harbour is at {r.randint(1, 11)}:{r.randint(10, 59)}.
The sun sets at {r.randint(5, 9)}:{r.randint(10, 59)}."""


def _shares(r: random.Random) -> str:
    p = [r.uniform(4, 400) for _ in range(5)]
    return f"""\
The Tessaly share index closed at {r.uniform(3000, 9000):,.1f} points on {r.choice(DAYS)}.
That is a change of {r.uniform(0.1, 2.9):.2f} per cent.
Shares in the shipping company Amsel Lines ended the day at {p[0]:.2f} crowns.
The bank Sennet Mutual stood at {p[1]:.2f} crowns after {p[2]:.2f} the day before.
Lumenfield, the game company, was traded at {p[3]:.2f} crowns in the last hour.
A barrel of oil cost {r.uniform(40, 120):.2f} crowns, and an ounce of gold {r.uniform(1200, 2900):,.2f}.
Turnover came to {r.randint(100, 990)} million crowns, traders at the exchange said.
The index of smaller companies finished at {r.uniform(900, 2500):,.1f} points."""


def _football(r: random.Random) -> str:
    towns = r.sample(TOWNS, 6)
    goals = [r.randint(0, 5) for _ in range(6)]
    return f"""\
{towns[0]} beat {towns[1]} by {goals[0] + 3} goals to {goals[1] % 3} in the regional league on {r.choice(DAYS)}.
The first goal fell in minute {r.randint(2, 40)} and the last in minute {r.randint(60, 90)}.
{r.randint(800, 9800):,} people watched the match in the stadium.
In the other matches {towns[2]} and {towns[3]} parted with {goals[2]} goals each.
{towns[4]} lost at home to {towns[5]} after a penalty in minute {r.randint(50, 90)}.
{towns[0]} now has {r.randint(10, 60)} points from {r.randint(8, 30)} matches.
The league goes on next weekend with the matches of the following round."""


def _road_deaths(r: random.Random) -> str:
    n = [r.randint(2, 400) for _ in range(7)]
    return f"""\
{n[0]} people died on the roads of the province in {r.choice(MONTHS)}, the statistics office reported.
In the same month a year earlier there had been {n[1]} deaths.
The number of injured stood at {n[2] * 11}, of whom {n[3]} were hurt seriously.
Police counted {n[4] * 17} accidents in all, {n[5]} of them with lorries.
Among the dead were {r.randint(1, 20)} cyclists and {r.randint(1, 20)} people on foot.
Speeding was the cause in {r.randint(20, 60)} per cent of the cases.
The office corrects the figures when the reports of the hospitals have come in.
The annual report follows in spring."""


def _infections(r: random.Random) -> str:
    n = [r.randint(11, 4000) for _ in range(6)]
    return f"""\
Gesundheitsamt meldet {n[0]} neue Fälle: So steht es um die Grippe im Kreis Sennet.
In der vergangenen Woche wurden {n[0]} Menschen positiv getestet, in der Woche davor waren es {n[1]}.
In den Kliniken liegen {n[2]} Patienten, {n[3] // 10} von ihnen auf der Intensivstation.
Auf 100.000 Einwohner kommen {r.uniform(5, 300):.1f} Fälle.
Seit Beginn der Saison sind {n[4]} Erkrankungen gemeldet worden, {n[5] // 50} Menschen sind gestorben.
Das Amt rät älteren Menschen und Schwangeren weiterhin zur Impfung.
Die Zahlen werden jeden Donnerstag veröffentlicht."""


TEMPLATES = {
    "crime": _crime,
    "weather": _weather,
    "shares": _shares,
    "football": _football,
    "road_deaths": _road_deaths,
    "infections": _infections,
}


def filled(template: str, seed: int) -> str:
    """One issue of a report; another seed gives other figures."""
    return TEMPLATES[template](random.Random(f"{template} {seed}"))
