"""Random facts: small stores of coarse codes, some with people who come very often, as the attacker would like them."""

import random
from typing import Any

from passeport.domain.vocabulary import vocabulary
from passeport.services.statistics_ports import FactColumns

MONTHS = tuple(f"2026-{month:02}" for month in range(1, 7))
_COMMUNES = (("75101", "75", "11"), ("91377", "91", "11"), ("94081", "94", "11"), ("94016", "94", "11"))


def random_facts(seed: int, persons: int, most_steps: int = 6) -> FactColumns:
    """Return facts of so many persons, skewed: some codes are rare, some people come often."""
    chance = random.Random(seed)

    def code(name: str, most: int = 6) -> str:
        codes = vocabulary(name).codes[:most]
        return codes[min(len(codes) - 1, int(chance.expovariate(0.7)))]

    people: list[dict[str, Any]] = []
    parcours: list[dict[str, Any]] = []
    steps: list[dict[str, Any]] = []
    for _ in range(persons):
        number = chance.getrandbits(62)
        commune, departement, region = chance.choice(_COMMUNES)
        people.append(
            {
                "number": number,
                "key": chance.getrandbits(32),
                "first_month": chance.choice(MONTHS),
                "sex": code("genders", 3),
                "age": code("age_bands", 8),
                "level": code("education_levels", 7),
                "situation": code("situations"),
                "without_work": code("time_without_work"),
                "qpv": code("yes_no_unknown"),
                "frr": code("yes_no_unknown"),
                "rqth": code("yes_no_unknown"),
                "minima": code("yes_no_unknown"),
                "commune": commune,
                "bassin": "NSP",
                "departement": departement,
                "region": region,
                "network_in": "MISSION_LOCALE",
                "network_out": code("networks", 4),
            }
        )
        parcours.append(
            {
                "number": number,
                "parcours": 0,
                "month": chance.choice(MONTHS),
                "theme": code("themes"),
                "cep": code("cep_levels"),
                "doors": code("statistics_doors"),
                "reached": chance.choice(("OUI", "OUI", "NON")),
                "exit_month": chance.choice(("", *MONTHS)),
                "outcome": code("closure_reasons"),
                "later": code("statistics_later"),
            }
        )
        count = most_steps * 6 if chance.random() < 0.03 else chance.randint(1, most_steps)
        for rank in range(count):
            is_referral = chance.random() < 0.2
            month = chance.choice(MONTHS)
            kind = "ORIENTATION" if is_referral else code("step_types")
            mode = code("modes")
            status = "HONOREE" if chance.random() < 0.85 else "ABSENCE_EXCUSEE"
            minutes = code("statistics_minutes")
            informs = chance.choice(("OUI", "NON"))
            steps.append(
                {
                    "number": number,
                    "parcours": 0,
                    "step": rank,
                    "month": month,
                    "type": kind,
                    "mode": mode,
                    "status": status,
                    "minutes": minutes,
                    "network": "MISSION_LOCALE",
                    "informs": informs if status == "HONOREE" else "NON",  # what informs took place
                    "sent_to": code("networks", 5) if is_referral else "",
                    "answer": chance.choice(("OUI", "NON")) if is_referral else "",
                    "delay": code("statistics_delays") if is_referral else "",
                }
            )
    return FactColumns(_columns(people), _columns(parcours), _columns(steps))


def _columns(rows: list[dict[str, Any]]) -> dict[str, list[Any]]:
    return {name: [row[name] for row in rows] for name in rows[0]}
