"""The hour at which a passport was handed over, where its file says it in universal time.

Our first versions wrote the moment in UTC; since then it bears the offset of the place, for the day that is printed,
shown and kept with each item is that of the place (`passeport.services.passports.new_issue`). Half past midnight in
Paris would otherwise be the day before.
"""

from passeport.domain.reading import IncomingPassport


def at_the_hour_of_here(incoming: IncomingPassport) -> IncomingPassport:
    """Return the same with the moment of issue, if it is in UTC, at the hour of this computer: the same moment.

    It does not say where it was handed over: here is the best guess, and all of metropolitan France has one hour. To be
    called by the process that asked: the one behind the fence may not know the hour of here.
    """
    issue = incoming.passport.issue
    if issue is None or issue.issued_at.utcoffset():
        return incoming
    here = issue.evolve(issued_at=issue.issued_at.astimezone())
    return incoming.evolve(passport=incoming.passport.evolve(issue=here))
