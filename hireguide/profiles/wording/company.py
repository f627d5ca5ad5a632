"""The questions about the company, its CEO and whoever leads technology: four sections."""

from hireguide.profiles.wording.kinds import Option, Question, yes_no

COMPANY = (
    Question(
        field="company_name",
        label="What is the company called?",
        hint="It stands at the head of the diagnosis, and no rule reads it.",
        why="So that a printed or shared report says which company it is about. It changes nothing in the advice, and "
        "a nickname will do.",
        short="company name",
        bad="Shorten the company’s name to 120 characters or fewer",
    ),
    Question(
        field="stage",
        label="What stage is the company at?",
        hint="If it raises venture money, go by the last round that closed.",
        why="What is usual differs by stage. Early on a founder often leads technology; after a few rounds a "
        "full-time leader is common; private-equity owners and large companies often have a change of direction "
        "to steer.",
        short="company stage",
        options=(
            Option("pre_seed", "Pre-seed", "Living on savings, friends’ money or a first small cheque."),
            Option("seed", "Seed", "A seed round has closed."),
            Option("series_a", "Series A"),
            Option("series_b", "Series B"),
            Option("series_c_plus", "Series C or later"),
            Option("bootstrapped", "Bootstrapped", "Paid for by customers and founders, without venture money."),
            Option("pe_backed", "Private-equity backed", "A private-equity firm owns much or all of it."),
            Option("enterprise", "Established enterprise", "A large company that has left funding rounds behind."),
        ),
        missing="Select the company’s stage, or “I don’t know”",
    ),
    Question(
        field="employee_count",
        label="How many people work in the company?",
        hint="Count founders, staff, and contractors who work like staff.",
        why="Some experts go by the number of people, others by the number of engineers, so we ask for both. In a "
        "company of ten the CEO can often keep track of every date; in one of fifty that is hard.",
        short="company size",
        missing="Enter how many people work in the company, or select “I don’t know”",
        bad="Enter the number of people as a whole number from 0 to 100,000, like 1200",
        unit_one="person",
        unit_many="people",
    ),
    Question(
        field="engineer_count",
        label="How many engineers does the company have today?",
        hint="Include contractors who work like staff, and leave out the people of an outside agency.",
        why="Up to some size one person can both set direction and lead the people. Experts place the point where "
        "that breaks anywhere from five engineers to a few dozen, so we treat it as a range and not as a line.",
        short="engineering team size",
        missing="Enter how many engineers the company has, or select “I don’t know”",
        bad="Enter the number of engineers as a whole number from 0 to 10,000, like 12",
        unit_one="engineer",
        unit_many="engineers",
    ),
    Question(
        field="engineers_next_year",
        label="How many engineers does the company plan to have in twelve months?",
        hint="Count the whole team and not only the new hires; a best guess is fine.",
        why="A team about to double needs somebody to hire and lead the newcomers before they arrive, so growth can "
        "bring a hire forward. A team that stays its size can often wait.",
        short="engineering team size in a year",
        missing="Enter how many engineers are planned in twelve months, or select “I don’t know”",
        bad="Enter the planned number of engineers as a whole number from 0 to 10,000, like 20",
        unit_one="engineer",
        unit_many="engineers",
    ),
)

FOUNDERS = (
    Question(
        field="product_market_fit",
        label="Has the product found its market?",
        hint="This is often called product-market fit.",
        why="Until a product has found its market, plans change too often for an executive to do their best work, so "
        "a smaller step is often wiser. Afterwards, building it well and on time weighs more.",
        short="product-market fit",
        options=yes_no(
            "Customers pull it from the company; finding them is no longer the main question.",
            "The company is still finding out who wants it, and why.",
        ),
        missing="Select whether the product has found its market, or “I don’t know”",
    ),
    Question(
        field="ceo_is_technical",
        label="Could the CEO judge a technology decision, or an engineer?",
        hint="It is about telling a sound choice from a poor one, not about writing code.",
        why="A CEO who can judge technology may first want a partner for people and delivery. One who cannot may "
        "first want somebody to trust with the decisions, and with choosing whom to hire.",
        short="CEO’s technical judgement",
        options=yes_no("The CEO could do it alone.", "The CEO would need to ask somebody."),
        missing="Select whether the CEO could judge a technology decision, or “I don’t know”",
    ),
)

LEAD = (
    Question(
        field="technology_lead",
        label="Who leads technology now?",
        hint="Go by the work and not the title, and leave out a part-time CTO, who has a question of their own.",
        why="The job has two halves: setting direction, and leading the people who deliver. The advice depends on "
        "which half is already in good hands, and titles hide that: many CTOs of small companies do the work of a "
        "head of engineering.",
        short="who leads technology now",
        options=(
            Option("none", "Nobody", "No one has the job; decisions are made as they come up."),
            Option(
                "technical_founder",
                "A technical founder who does it all",
                "Writes code, takes the decisions and manages the people.",
            ),
            Option(
                "cto_by_title",
                "A CTO who mostly runs the team",
                "Manages people and delivery; direction gets the time that is left.",
            ),
            Option(
                "strategic_cto",
                "A CTO who mostly sets direction",
                "Decides what to build and why, and speaks for it to the board and the market.",
            ),
            Option(
                "vp_engineering",
                "A VP or head of engineering who runs the team",
                "A director counts too: leads the people and answers for what ships and when.",
            ),
            Option("cto_and_vp", "Two people who share it", "One sets direction, the other runs the team."),
            Option(
                "senior_engineer",
                "A senior engineer who manages nobody",
                "Others follow their lead in the code; hiring, pay and plans are decided elsewhere.",
            ),
            Option("agency", "An outside agency", "A firm builds the product and makes most technical choices."),
        ),
        missing="Select who leads technology now, or “I don’t know”",
    ),
    Question(
        field="part_time_cto",
        label="Does a fractional or part-time CTO already work with the company?",
        hint="A fractional CTO is a senior technology leader who gives the company some hours or days a week.",
        why="If that seat is taken, the advice can turn to the other one, or to making more of this one. If it is "
        "free, it is one of the seats that the advice weighs.",
        short="part-time CTO",
        options=yes_no("It counts even if they serve other companies too.", ""),
        missing="Select whether a part-time CTO works with the company, or “I don’t know”",
    ),
    Question(
        field="lead_departed",
        label="Has the last technology leader left, or given notice, with nobody to follow?",
        why="A seat just left empty is a different need from a new one. Somebody may have to hold it for a few "
        "months, so that the lasting choice can be made calmly.",
        short="leader gone without a successor",
        options=yes_no(
            "The seat is empty, or soon will be.",
            "Nobody has left, or somebody has taken over.",
        ),
        missing="Select whether the last technology leader has left or given notice, or “I don’t know”",
    ),
)

LEAD_FUTURE = (
    Question(
        field="lead_wish",
        label="What does the person who leads technology want to do next?",
        hint="If that is you, answer for yourself; if two people lead, take the one whose work may change most.",
        why="A new leader beside somebody who wants the same half of the job seldom works out, so this is best "
        "settled before a search begins. The wish also says which half is left to fill.",
        short="what the technology lead wants next",
        options=(
            Option("stay_technical", "Stay close to the technology", "Hard technical questions, and less managing."),
            Option("manage_people", "Lead people", "Build and manage the team, and write less code."),
            Option("keep_both", "Keep doing both", "Technology and people, much as now."),
            Option("step_back", "Step back", "Hand over much of it, or move on."),
        ),
        missing="Select what the person who leads technology wants next, or “I don’t know”",
    ),
    Question(
        field="lead_overloaded",
        label="Is the person who leads technology out of time for one half of the job?",
        hint="One half is direction, what to build and why; the other is people, and how the work goes.",
        why="One person can hold both halves for a while. Once one half goes without, a second person may help; as "
        "long as neither does, a second one may be early. Your own impression is enough.",
        short="technology lead short of time",
        options=yes_no("Either direction or people goes without.", "Both get enough time, or enough for now."),
        missing="Select whether the person who leads technology is out of time for one half, or “I don’t know”",
    ),
    Question(
        field="promotable_insider",
        label="Could somebody inside grow into the leadership seat within a year?",
        hint="Think of a person you could name, with an adviser or a coach to help them.",
        why="If there is such a person, promoting and supporting them may be better than a search: they know the "
        "product, and the team knows them. Your own impression is enough.",
        short="somebody inside to promote",
        options=yes_no("", "Nobody comes to mind, or it would take longer."),
        missing="Select whether somebody inside could grow into the seat, or “I don’t know”",
    ),
    Question(
        field="previous_leader_failed",
        label="Was a technology leader hired for this same problem before, without solving it?",
        hint="The same problem is the one that makes the company think of hiring now.",
        why="If one hire did not solve it, the cause may lie in the role, in how decisions are made or in who makes "
        "them, and a second hire would meet it too. The advice then looks there before it looks for a person.",
        short="earlier hire for the same problem",
        options=yes_no(
            "Whether they left, changed jobs or are still there.",
            "This would be the first try, or the earlier hire worked out.",
        ),
        missing="Select whether an earlier hire met this same problem, or “I don’t know”",
    ),
)
