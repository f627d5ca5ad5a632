"""The addresses of the work on a rulebook, all under /editing/."""

from django.urls import URLPattern, path, re_path

from hireguide.editing.views import (
    approval,
    check,
    comparison,
    conditions,
    draft,
    examples,
    files,
    grid,
    impact,
    naming,
    publishing,
    replay,
    roll_back,
    simulator,
)

app_name = "editing"

urlpatterns: list[URLPattern] = [
    # the draft: start, state, give up, publish, roll back, compare
    path("", draft.draft, name="draft"),
    path("start/", draft.start, name="start"),
    path("rename/", naming.rename, name="rename"),
    path("give-up/", draft.give_up, name="give_up"),
    path("publish/", publishing.publish, name="publish"),
    path("approve/", approval.approve, name="approve"),
    path("roll-back/<int:number>/", roll_back.roll_back, name="roll_back"),
    path("compare/", comparison.compare, name="compare"),
    # its parts: the grid, conditions, impact
    path("grid/", grid.grid, name="grid"),
    path("condition-row/", conditions.condition_row, name="condition_row"),
    path("impact/", impact.impact, name="impact"),
    path("impact/<slug:part>/", impact.preview, name="preview"),
    path("impact/<slug:part>/<int:pk>/", impact.preview, name="preview"),
    # trying it: simulator, checks, examples
    path("try/", simulator.try_it, name="try"),
    path("check/", check.check, name="check"),
    path("examples/<int:number>/", examples.example_from_diagnosis, name="example_from_diagnosis"),
    # replay
    path("replay/", replay.replay, name="replay"),
    path("replay/progress/", replay.progress, name="replay_progress"),
    path("replay/start/", replay.start, name="replay_start"),
    path("replay/<int:replay_id>/stop/", replay.stop, name="replay_stop"),
    path("replay/changes.csv", replay.changes_file, name="replay_csv"),
    # files in and out
    path("import/", files.import_file, name="import"),
    path("import/<int:pk>/", files.import_confirm, name="import_confirm"),
    re_path(r"^export/(?P<which>draft|[1-9][0-9]{0,8})\.(?P<kind>json|csv|xlsx|jdm)$", files.export, name="export"),
]
