"""Work done in the background: a replay, by whichever worker takes it from the queue (`manage.py db_worker`)."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_tasks import TaskContext, task

from hireguide.accounts.models import User
from hireguide.editing.models import Replay
from hireguide.editing.services.replay import open_replay, run_replay
from hireguide.rulebooks.models import RulebookDraft


@task(takes_context=True)
def replay_draft(context: TaskContext, replay_id: int) -> None:
    """Go on with a replay, unless another worker is at it.

    The queue never takes back the task of a worker that was killed. So each, before it begins, queues its successor for
    when the lease will have lapsed: that one finds the replay finished, or another worker at it, or goes on.
    """
    under_way = Replay.objects.filter(pk=replay_id, state__in=(Replay.State.WAITING, Replay.State.RUNNING))
    if not under_way.exists():
        return
    later = timezone.now() + timedelta(seconds=settings.REPLAY_LEASE_SECONDS)
    replay_draft.using(run_after=later).enqueue(replay_id)
    run_replay(replay_id, worker=str(context.task_result.id), clock=timezone.now)


@transaction.atomic
def begin_replay(draft: RulebookDraft, *, by: User | None, at: datetime) -> Replay:
    """Have a worker replay what the draft says now; returns the replay, which may be under way or finished already.

    Raises as `services.replay.open_replay`.
    """
    replay = open_replay(draft, by=by, at=at)
    if replay.is_under_way:
        replay_draft.enqueue(replay.pk)
    return replay
