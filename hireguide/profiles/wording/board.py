"""The questions about the board, technology decisions, the longer view and the means to hire: four sections."""

from hireguide.profiles.wording.kinds import YES_NO, Option, Question, yes_no

BOARD = (
    Question(
        field="board_pressure",
        label="How hard do the board or investors press for answers about technology or delivery?",
        hint="If there is neither a board nor an investor, select “Not at all”.",
        why="Pressure adds weight to the half that it is about: direction or delivery. Without any, the advice rests "
        "on what happens inside the company. Your own impression is enough.",
        short="pressure from the board",
        options=(
            Option("none", "Not at all", "They ask in passing, if they ask."),
            Option("low", "A little", "A question now and then, answered in the meeting."),
            Option("medium", "Quite a lot", "It is on most agendas, and some answers are still owed."),
            Option("high", "A great deal", "It comes up every time, and money or plans wait for the answers."),
        ),
        missing="Select how hard the board or investors press, or “I don’t know”",
    ),
    Question(
        field="board_asks_about",
        label="What do the board or investors mostly ask about?",
        why="Strategy questions that nobody can answer speak for a CTO; missed commitments speak for a VP "
        "Engineering. Your own impression is enough.",
        short="what the board asks about",
        options=(
            Option(
                "technology_strategy",
                "Technology strategy",
                "Where the technology is going, and questions that nobody can answer yet.",
            ),
            Option("delivery", "Delivery", "Commitments that were missed, and when things will be done."),
            Option("both", "Both equally"),
        ),
        missing="Select what the board or investors ask about, or “I don’t know”",
    ),
    Question(
        field="diligence_ahead",
        label="Is a funding round, a sale, an audit or a large security review coming within twelve months?",
        hint="A security review for a big customer counts.",
        why="Outsiders then look closely at the technology and ask who answers for it. Preparing the company and "
        "answering them is senior work, often done by a fractional CTO.",
        short="outside review within a year",
        options=yes_no("Planned, likely or under way.", ""),
        missing="Select whether a round, sale, audit or review is coming, or “I don’t know”",
    ),
)

DECISIONS = (
    Question(
        field="unguided_decisions",
        label="Are important technology decisions made without anyone qualified to guide them?",
        hint="Important means costly or slow to undo.",
        why="Decisions without guidance are the plainest sign that direction needs a leader, which is a CTO’s work. "
        "If they are well guided, that seat is less pressing. Your own impression is enough.",
        short="important decisions without guidance",
        options=yes_no(
            "It counts too if they stall, or end up with the CEO or a committee.",
            "Somebody qualified makes or guides them, in good time.",
        ),
        missing="Select whether important decisions lack guidance, or “I don’t know”",
    ),
    Question(
        field="vendor_or_offshore_choice",
        label="Is the company weighing up vendors, an agency or an offshore team?",
        hint="Offshore means a team in another country, often supplied by a firm.",
        why="Such a choice is costly to undo, and hard to judge for the first time. While it is open, it speaks "
        "for somebody who has made it before, which need not be a full-time hire.",
        short="choice of vendor or outside team",
        options=yes_no("The choice is still open.", "No such choice, or it has been settled."),
        missing="Select whether vendors or outside teams are being weighed up, or “I don’t know”",
    ),
    Question(
        field="architecture_change",
        label="Is a major change of architecture or platform under way or ahead?",
        hint="For example rebuilding the core, changing clouds, or splitting one system into several.",
        why="What is decided in such a change stays for years. It speaks for somebody who has led one before, which "
        "is part of a CTO’s work.",
        short="major change of architecture",
        options=YES_NO,
        missing="Select whether a major change is under way or ahead, or “I don’t know”",
    ),
    Question(
        field="ai_strategy_question",
        label="Does the company have to decide what AI, or another new technology, means for it?",
        hint="It is about the product and the business, not about the tools that engineers code with.",
        why="What a new technology means for a business is a question of direction. While it is open, it adds to the "
        "case for a CTO, full-time or not. Your own impression is enough.",
        short="open question about AI or new technology",
        options=yes_no("The question is open.", "It has been answered, or does not arise."),
        missing="Select whether the company has to decide what a new technology means for it, or “I don’t know”",
    ),
)

HORIZON = (
    Question(
        field="codebase_health",
        label="How do engineers see the code that they build on?",
        hint="If you do not read code, go by what engineers say when they plan a change.",
        why="Code that engineers do not trust leaves somebody to choose what to mend, keep or replace, which is part "
        "of a CTO’s work. Sound code leaves that choice for later. Your own impression is enough.",
        short="engineers’ view of the code",
        options=(
            Option("sound", "Sound", "Changes are simple enough and seldom break anything."),
            Option("strained", "Strained", "Changes take longer than they used to, and some parts are avoided."),
            Option("untrusted", "Not to be trusted", "Changes often break things, and rewriting is a common topic."),
        ),
        missing="Select how engineers see the code, or “I don’t know”",
    ),
    Question(
        field="long_view_owner",
        label="Does somebody think about where the technology must be in eighteen months?",
        hint="It counts if it is part of somebody’s work, and not only a thought now and then.",
        why="A team can ship well today and still not be building toward what the business needs next. If nobody "
        "holds the long view, part of a CTO’s work is left undone.",
        short="owner of the long view",
        options=YES_NO,
        missing="Select whether somebody holds the long view, or “I don’t know”",
    ),
    Question(
        field="strategic_hours_needed",
        label="How many hours a week of strategic technology work could the company really use?",
        hint="Count direction, big choices, vendors and the board’s questions, with a day as 8 hours.",
        why="Around ten hours a week suit a fractional CTO; most of a week suits a full-time one; none says that the "
        "seat can wait. Your own impression is enough, and a rough figure will do.",
        short="strategic technology work needed",
        missing="Enter how many hours a week of strategic work are needed, or select “I don’t know”",
        bad="Enter the hours of strategic work a week as a whole number from 0 to 80, like 10",
        unit_one="hour a week",
        unit_many="hours a week",
    ),
)

HIRING = (
    Question(
        field="can_judge_vp",
        label="Does the company know somebody it trusts to judge candidates for VP Engineering?",
        hint="It may be a board member, an adviser or another founder who has hired for the job or done it.",
        why="A strong candidate is hard to tell from a weak one without having seen the job done. If nobody can "
        "judge, it may be wise to bring in somebody who can, such as a fractional CTO, before the search.",
        short="judge of VP Engineering candidates",
        options=yes_no("Somebody who would also make the time for it.", ""),
        missing="Select whether somebody trusted can judge candidates, or “I don’t know”",
    ),
    Question(
        field="leadership_budget",
        label="How much can the company spend on technology leadership each month?",
        hint="In US dollars, pay and fees for all technology leaders together, those already there included.",
        why="A full-time leader costs a few times what a fractional one does, and the two together cost most. The "
        "budget says what is within reach now, and what may have to come second.",
        short="monthly budget for technology leadership",
        options=(
            Option("under_8k", "Less than $8,000"),
            Option("8k_to_15k", "$8,000 to $15,000"),
            Option("15k_to_35k", "$15,000 to $35,000"),
            Option("over_35k", "More than $35,000"),
        ),
        missing="Select how much the company can spend each month, or “I don’t know”",
    ),
    Question(
        field="urgency",
        label="How soon does the company need more technology leadership, if at all?",
        why="A search for a full-time leader usually takes two to four months; somebody fractional can start within "
        "weeks. The answer bears on who can be there in time. Your own impression is enough.",
        short="how soon it is needed",
        options=(
            Option("exploring", "No date in mind", "The company is only exploring."),
            Option("this_year", "Within a year"),
            Option("this_quarter", "Within three months"),
            Option("now", "Now", "Within weeks."),
        ),
        missing="Select how soon it is needed, or “I don’t know”",
    ),
)
