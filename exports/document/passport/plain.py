"""The passport in plain language (FALC): one idea a line, short sentences, a pictogram before each part.

The rules that it follows, and those that need people to read it, are in docs/falc.md.
"""

from exports.document.layout import theme as themes
from exports.document.layout.canvas import Page
from exports.document.layout.pages import Drawn
from exports.document.layout.paragraph import Paragraph
from exports.document.layout.pictogram import draw_pictogram
from exports.document.layout.rich_text import link_of
from exports.document.layout.runs import Run
from exports.document.layout.theme import Style, Theme
from exports.document.layout.words import Words
from exports.document.layout.writing import Writing
from exports.document.passport.frame import finished, foot_of
from exports.document.passport.hand_over import recipient_of, write_number
from exports.document.passport.head import Masthead
from exports.document.passport.timeline import TO_DO, ordered, shown_status
from passeport.domain.parcours import Parcours, Step, StepStatus
from passeport.domain.partial_date import Period
from passeport.domain.passport import Passport
from passeport.domain.profile import LanguageSkill, Profile
from passeport.domain.provenance import Station
from passeport.domain.vocabulary import vocabulary
from passeport.language.telephones import telephone

_SIDE = 30.0
_INDENT = 44.0
_HERE = "\0"
"""Where a link goes in a sentence."""
_AGREEING = {"female", "male"}
"""Genders by which French agrees what was born."""
_ABSENT = {StepStatus.ABSENCE_EXCUSEE, StepStatus.ABSENCE_NON_EXCUSEE, StepStatus.ANNULEE_SERVICE}


class _Title(Paragraph):
    """A title with its pictogram before it."""

    icon = ""
    theme: Theme

    def height(self, width: float) -> float:
        """Return the height of the words, or of the pictogram."""
        return max(super().height(width), _SIDE)

    def draw(self, page: Page, left: float, top: float, width: float) -> None:
        """Draw both; the pictogram says nothing that the words do not."""
        with page.artifact():
            draw_pictogram(page, self.icon, left, top - _SIDE, _SIDE, self.theme.palette.strong)
        super().draw(page, left, top - (_SIDE - super().height(width)) / 2, width)


class _PlainWriting(Writing):
    """Writes parts that begin with a pictogram, and sentences of one line of thought."""

    def part(self, icon: str, key: str) -> None:
        """Begin a part."""
        style = self.theme.section
        indented = Style(
            style.size, style.leading, style.colour, bold=True, before=style.before, after=6, indent=_INDENT, keep=True
        )
        self.section = self.document.add("Sect")
        said = self.words.say(key)
        title = _Title(self.runs([said], ""), indented, self.section.add("H2"), self.words.language, bookmark=2)
        title.icon, title.theme = icon, self.theme
        self.add(title)

    def say(self, key: str, **values: str | int) -> None:
        """Write one sentence; nothing when what it would say is empty."""
        if all(str(value).strip() for value in values.values()):
            self.line(self.words.say(key, **values))


def drawn_plainly(passport: Passport, fingerprint: str, words: Words) -> Drawn:
    """Return the pages of the passport in plain language."""
    writing = _PlainWriting(themes.PLAIN, words)
    _write_head(writing, passport)
    _write_person(writing, passport)
    _write_wish(writing, passport.profile)
    _write_work(writing, passport.profile)
    _write_school(writing, passport.profile)
    _write_languages(writing, passport)
    _write_skills(writing, passport.profile)
    _write_steps(writing, passport)
    _write_next(writing, passport)
    _write_help(writing, passport)
    _write_sharing(writing, passport, fingerprint)
    return finished(writing, foot_of(passport, words))


def _write_head(writing: _PlainWriting, passport: Passport) -> None:
    words, theme = writing.words, writing.theme
    section = writing.document.add("Sect")
    title = writing.paragraph([words.say("plain_kind")], theme.kind, section.add("P"))
    name = writing.paragraph([passport.identity.full_name], theme.name, section.add("H1"), bookmark=1)
    first = writing.paragraph([words.say("plain_intro")], theme.body, section.add("P"))
    second = writing.paragraph([words.say("plain_keep")], theme.body, section.add("P"))
    figure = section.add("Figure", **words.described("photograph", name=passport.identity.full_name))
    writing.add(Masthead([title, name, first, second], passport.profile.photo, figure, theme))


def _write_person(writing: _PlainWriting, passport: Passport) -> None:
    identity, words = passport.identity, writing.words
    writing.part("person", "plain_me")
    writing.say("plain_name", name=identity.full_name)
    gender = identity.gender if identity.gender in _AGREEING else "other"
    writing.say(f"plain_born_{gender}", date=words.date(identity.birth_date))
    for address in identity.addresses[:1]:
        writing.say("plain_live", city=address.city)
    for number in identity.telephones[:1]:
        writing.say("plain_phone", number=telephone(number))
    for email in identity.emails[:1]:
        before, _, after = words.say("plain_mail", address=_HERE).text.partition(_HERE)
        writing.add(
            Paragraph(
                [Run(before), Run(email.address, link_of(f"mailto:{email.address}")), Run(after)],
                writing.theme.body,
                writing.section.add("P"),
                words.language,
            )
        )


def _write_wish(writing: _PlainWriting, profile: Profile) -> None:
    if profile.headline is None and not profile.about_me:
        return
    writing.part("star", "plain_want")
    if profile.headline is not None:
        writing.say("plain_wish", job=profile.headline.text)
    writing.rich(profile.about_me)


def _write_work(writing: _PlainWriting, profile: Profile) -> None:
    if not profile.experiences:
        return
    writing.part("briefcase", "plain_work")
    for item in profile.experiences:
        now = item.period.ongoing
        if item.position:
            writing.say("plain_works" if now else "plain_worked", job=item.position)
        else:
            writing.say("plain_works_other" if now else "plain_work_other")
        writing.say("plain_employer_now" if now else "plain_employer", name=item.employer.name)
        _write_dates(writing, item.period)


def _write_school(writing: _PlainWriting, profile: Profile) -> None:
    if not profile.education:
        return
    writing.part("graduation", "plain_school")
    for item in profile.education:
        writing.say("plain_diploma", name=item.qualification or item.school.name)
        if item.qualification:
            writing.say("plain_at", name=item.school.name)
        _write_dates(writing, item.period)


def _write_dates(writing: _PlainWriting, period: Period) -> None:
    """Write when something began and when it ended, one sentence for each."""
    for key, date in (("plain_begun", period.start), ("plain_ended", None if period.ongoing else period.end)):
        if date is not None:
            writing.say(f"{key}_day" if date.full is not None else key, date=writing.words.date(date))
    if period.ongoing:
        writing.say("plain_still")


def _write_languages(writing: _PlainWriting, passport: Passport) -> None:
    tongues, skills = passport.identity.mother_tongues, passport.profile.languages
    if not tongues and not skills:
        return
    writing.part("language", "plain_languages")
    for tongue in tongues:
        writing.say("plain_mother", name=writing.words.spoken(tongue))
    for skill in skills:
        writing.say("plain_speak", name=writing.words.spoken(skill.language))
        level = _spoken_level(skill)
        if level:
            writing.say(f"plain_{level}")


def _spoken_level(skill: LanguageSkill) -> str:
    """Return A, B or C: how well the person takes part in a conversation, or the lowest level known."""
    if skill.spoken_interaction:
        return skill.spoken_interaction[0]
    levels = [getattr(skill, term.code) for term in vocabulary("cefr_dimensions").terms]
    known = sorted(level for level in levels if level)
    return known[0][0] if known else ""


def _write_skills(writing: _PlainWriting, profile: Profile) -> None:
    if not profile.digital_skills and not profile.skills and not profile.driving_licences:
        return
    writing.part("check", "plain_can")
    for digital in profile.digital_skills:
        writing.say("plain_skill", name=digital.name)
    for skill in profile.skills:
        writing.rich(skill.description)
    for licence in profile.driving_licences:
        writing.say("plain_drive", name=licence.category)


def _write_steps(writing: _PlainWriting, passport: Passport) -> None:
    words = writing.words
    told = [(step, shown_status(step, passport.issue)) for parcours in passport.parcours for step in ordered(parcours)]
    past = [(step, status) for step, status in told if status not in _ABSENT and status is not StepStatus.PREVUE]
    if not past:
        return
    writing.part("timeline", "plain_steps")
    for step, status in past:
        if status is StepStatus.A_PRECISER:  # nobody has said yet whether it took place
            writing.say("plain_planned", day=words.day(step.day), what=_what(step, words))
            continue
        writing.say("plain_step", day=words.day(step.day), what=_what(step, words))
        writing.say("plain_place", place=step.place)
        if step.provenance.station is not None:
            writing.say("plain_with", station=step.provenance.station.name)
        writing.say("plain_result", outcome=step.outcome)


def _what(step: Step, words: Words) -> str:
    kind = words.text(f"plain_type_{step.type}")
    return f"{kind}, {step.title}" if step.title else kind


def _write_next(writing: _PlainWriting, passport: Passport) -> None:
    words = writing.words
    planned = [step for step in passport.steps if shown_status(step, passport.issue) is StepStatus.PREVUE]
    actions = [action for parcours in passport.parcours for action in parcours.actions if action.status in TO_DO]
    if not planned and not actions:
        return
    writing.part("arrow-right", "plain_next")
    for step in planned:
        writing.say("plain_will", day=words.day(step.day), what=_what(step, words))
        if step.referral is not None:
            writing.say("plain_go", station=step.referral.point_accueil)
    for action in actions:
        writing.say("plain_do", title=action.title)
        if action.due_on is not None:
            writing.say("plain_before", day=words.day(action.due_on))


def _write_help(writing: _PlainWriting, passport: Passport) -> None:
    station = passport.issue.issuer if passport.issue is not None else _last_station(passport.parcours)
    if station is None:
        return
    writing.part("phone", "plain_help")
    writing.say("plain_ask", station=station.name)
    writing.say("plain_call", contact=station.contact)


def _last_station(parcours: tuple[Parcours, ...]) -> Station | None:
    stations = [step.provenance.station for one in parcours for step in one.steps if step.provenance.station]
    return stations[-1] if stations else None


def _write_sharing(writing: _PlainWriting, passport: Passport, fingerprint: str) -> None:
    issue = passport.issue
    if issue is None:
        return
    writing.part("share", "plain_share")
    writing.say("plain_given", recipient=recipient_of(issue.recipient, writing.words))
    writing.say("plain_agreed", day=writing.words.day(issue.agreed_on))
    for key in ("plain_stop", "plain_stop_how", "plain_file", "plain_file_more", "plain_square"):
        writing.say(key)
    write_number(writing, issue, fingerprint)
