"""Names of clients and tags as two are compared, alike in both databases: SQLite folds the letters of ASCII alone."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from hireguide.web.folding import FoldedField, folded

MANY = 1_000


def fold(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Fill what is folded. Of a client's tags that are now one, the first stays."""
    client, tag = (apps.get_model("workspaces", name) for name in ("Client", "Tag"))
    clients, tags, seen, twice = [], [], set(), []
    for one in client.objects.only("name", "contact_name", "contact_email").order_by("pk"):
        one.name_folded, one.contact_folded = folded(one.name), folded(f"{one.contact_name} {one.contact_email}")
        clients.append(one)
    client.objects.bulk_update(clients, ["name_folded", "contact_folded"], batch_size=MANY)
    for one in tag.objects.order_by("pk"):
        one.name_folded = folded(one.name)
        key = (one.client_id, one.name_folded)
        (twice if key in seen else tags).append(one)
        seen.add(key)
    tag.objects.bulk_update(tags, ["name_folded"], batch_size=MANY)
    for one in twice:
        one.delete()


class Migration(migrations.Migration):
    dependencies = [("workspaces", "0002_wall")]

    operations = [
        migrations.AlterModelOptions("client", {"ordering": ("name_folded", "pk")}),
        migrations.AlterModelOptions("tag", {"ordering": ("name_folded", "pk")}),
        migrations.AddField(
            "client",
            "contact_folded",
            FoldedField(
                "contact_name", "contact_email", blank=True, default="", editable=False, max_length=1200
            ),
        ),
        migrations.AddField(
            "client",
            "name_folded",
            FoldedField("name", default="", editable=False, max_length=360),
        ),
        migrations.AddField(
            "tag",
            "name_folded",
            FoldedField("name", default="", editable=False, max_length=120),
        ),
        migrations.RunPython(fold, migrations.RunPython.noop),
        migrations.RemoveIndex("client", "client_by_name"),
        migrations.RemoveConstraint("tag", "tag_once"),
        migrations.AddIndex("client", models.Index(fields=["workspace", "name_folded"], name="client_by_name")),
        migrations.AddConstraint(
            "tag", models.UniqueConstraint(fields=("client", "name_folded"), name="tag_once")
        ),
    ]
