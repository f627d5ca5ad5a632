"""What belongs to a workspace, and the way from each row to it."""

from hireguide.advising.models import FollowUp, PortfolioImport, PortfolioRow, Reminder, Respondent, Round, Settled
from hireguide.diagnoses.models import Diagnosis, Draft, Override
from hireguide.profiles.models import CompanyProfile
from hireguide.workspaces.models import Activity, Client, Invitation, Membership, Tag, Workspace

# A profile's way is its diagnosis's.
WAYS = {
    Workspace: "pk",
    Membership: "workspace",
    Invitation: "workspace",
    Client: "workspace",
    Tag: "client__workspace",
    Activity: "workspace",
    Draft: "client__workspace",
    Diagnosis: "client__workspace",
    Override: "diagnosis__client__workspace",
    CompanyProfile: "diagnosis__client__workspace",
    Round: "client__workspace",
    Respondent: "round__client__workspace",
    Settled: "round__client__workspace",
    FollowUp: "diagnosis__client__workspace",
    Reminder: "diagnosis__client__workspace",
    PortfolioImport: "workspace",
    PortfolioRow: "batch__workspace",
}
