"""The questions about delivery and the engineering team: two sections."""

from hireguide.profiles.wording.kinds import Option, Question, yes_no

DELIVERY = (
    Question(
        field="delivery_pain",
        label="How often do delivery commitments slip, and how much does it hurt?",
        hint="A commitment is a date or a scope that customers, colleagues or the board count on.",
        why="Commitments that slip, and hurt when they do, are the plainest sign that delivery needs a leader, which "
        "is a VP Engineering’s work. If they hold, that seat is less pressing. Your own impression is enough.",
        short="slipping commitments",
        options=(
            Option("none", "Hardly ever", "Dates hold, or move early enough that nobody minds."),
            Option("low", "Now and then", "About once a quarter, with little harm done."),
            Option("medium", "Often", "Most months, and others have to change their plans."),
            Option("high", "Nearly always", "Commitments seldom hold, and customers, revenue or trust suffer."),
        ),
        missing="Select how often commitments slip, or “I don’t know”",
    ),
    Question(
        field="delivery_owner",
        label="Does somebody own the delivery process?",
        hint="An owner follows the work from plan to release and answers for the dates.",
        why="If dates slip and nobody owns them, the missing owner is the likely gap. If somebody does, the cause may "
        "lie elsewhere, and another leader may not be the cure.",
        short="owner of delivery",
        options=yes_no("One person, whatever the title.", "It is shared by many, or nobody’s."),
        missing="Select whether somebody owns the delivery process, or “I don’t know”",
    ),
    Question(
        field="priorities_redefined_above",
        label="Does the CEO or the product side keep changing what engineering has promised?",
        hint="Changes agreed with engineering, with the dates moved to match, do not count.",
        why="A new engineering leader cannot hold dates that are moved from above. If that happens, the advice may be "
        "to settle how promises are made before hiring, or along with it.",
        short="promises changed from above",
        options=yes_no("It happens most months.", "Seldom, or only by agreement."),
        missing="Select whether what engineering has promised keeps changing, or “I don’t know”",
    ),
    Question(
        field="incident_rate",
        label="How often does something in the live product go wrong badly enough to be escalated?",
        hint="Escalated means that somebody senior is called in, or planned work stops until it is mended.",
        why="Frequent incidents take the time of planned work and tire people out. They speak for somebody who runs "
        "engineering from day to day; rare ones say that this is in order. Your own impression is enough.",
        short="incidents in the live product",
        options=(
            Option("rare", "Less than once a month"),
            Option("monthly", "About once a month"),
            Option("weekly", "About once a week"),
            Option("daily", "Most days"),
        ),
        missing="Select how often incidents are escalated, or “I don’t know”",
    ),
)

TEAM = (
    Question(
        field="management_structure",
        label="Do engineers have a manager whose job that is?",
        hint="It counts if leading people is what they are there for, even if they still write some code.",
        why="Engineers without a manager turn to the CEO, to the best coder or to nobody. A team that lacks one "
        "speaks for somebody to lead it, an engineering manager or a VP Engineering, depending on its size.",
        short="manager for the engineers",
        options=yes_no(
            "Every engineer, or nearly every one, has such a manager.",
            "Nobody manages them, or somebody does it on the side.",
        ),
        missing="Select whether engineers have a manager, or “I don’t know”",
    ),
    Question(
        field="priorities_clear",
        label="Would engineers say that priorities are clear and the process is consistent?",
        hint="Imagine asking three of them, one at a time.",
        why="Unclear priorities and changing habits wear good engineers down, and mending them is a VP Engineering’s "
        "daily work. If engineers would say yes, that need is smaller. Your own impression is enough.",
        short="clear priorities and process",
        options=yes_no("", "Either one is missing, or they would disagree."),
        missing="Select whether engineers would call priorities clear, or “I don’t know”",
    ),
    Question(
        field="ceo_hours_on_engineers",
        label="How many hours a week does the CEO spend managing individual engineers?",
        hint="Count one-to-ones, handing out work and settling questions in a usual week, but not coding.",
        why="These are hours that the CEO does not have for customers, money or direction. Many of them speak for "
        "somebody to lead the team; none at all says that this is taken care of.",
        short="CEO’s time managing engineers",
        missing="Enter how many hours a week the CEO spends managing engineers, or select “I don’t know”",
        bad="Enter the CEO’s hours a week as a whole number from 0 to 80, like 6",
        unit_one="hour a week",
        unit_many="hours a week",
    ),
    Question(
        field="hiring_owner",
        label="Does somebody own the hiring of engineers?",
        hint="An owner keeps it moving, from finding candidates to making the offer.",
        why="A team that means to grow needs steady hiring, and running it is part of a VP Engineering’s work. If "
        "somebody already does, growth alone is less of a reason to hire a leader.",
        short="owner of engineering hiring",
        options=yes_no("One person, whatever the title.", "It is done by whoever has time, or not at all."),
        missing="Select whether somebody owns the hiring of engineers, or “I don’t know”",
    ),
    Question(
        field="regretted_exits",
        label="How many engineers left in the last twelve months whom the company wanted to keep?",
        hint="Leave out people whom the company let go, and enter 0 if nobody left.",
        why="People leave for many reasons, and how they are led is one of them. One departure says little; several "
        "in a year add to the case for somebody who leads the team.",
        short="regretted departures in a year",
        missing="Enter how many engineers left whom the company wanted to keep, or select “I don’t know”",
        bad="Enter the number of engineers who left as a whole number from 0 to 1,000, like 2",
        unit_one="engineer",
        unit_many="engineers",
    ),
    Question(
        field="experienced_hands_missing",
        label="Is what the company lacks mainly experienced engineers, with the direction already known?",
        why="If so, a senior engineer may help sooner and cost less than a leader of either kind. If not, more hands "
        "alone may change little. Your own impression is enough.",
        short="lack of experienced engineers",
        options=yes_no(
            "It is known what to do; people who have done it before are missing.",
            "The direction is still open, or the experience is there.",
        ),
        missing="Select whether experienced engineers are what is missing, or “I don’t know”",
    ),
)
