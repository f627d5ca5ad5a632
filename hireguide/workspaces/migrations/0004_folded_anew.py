"""Names folded anew: letters that are written alike are now compared as one, however their accents are stored."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from hireguide.web.folding import folded

MANY = 1_000


def fold(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Fill what is folded otherwise by now. Of a client's tags that are now one, the first stays."""
    client, tag = (apps.get_model("workspaces", name) for name in ("Client", "Tag"))
    clients, tags, seen, twice = [], [], set(), []
    for one in client.objects.only("name", "contact_name", "contact_email", "name_folded", "contact_folded"):
        now = folded(one.name), folded(f"{one.contact_name} {one.contact_email}")
        if now != (one.name_folded, one.contact_folded):
            one.name_folded, one.contact_folded = now
            clients.append(one)
    client.objects.bulk_update(clients, ["name_folded", "contact_folded"], batch_size=MANY)
    for one in tag.objects.order_by("pk"):
        key = one.client_id, folded(one.name)
        if key in seen:
            twice.append(one.pk)
        elif key[1] != one.name_folded:
            one.name_folded = key[1]
            tags.append(one)
        seen.add(key)
    tag.objects.filter(pk__in=twice).delete()  # first: no client has a tag twice
    tag.objects.bulk_update(tags, ["name_folded"], batch_size=MANY)


class Migration(migrations.Migration):
    dependencies = [("workspaces", "0003_folded_names")]

    operations = [migrations.RunPython(fold, migrations.RunPython.noop)]
