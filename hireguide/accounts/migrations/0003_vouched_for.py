"""Every account so far was made by an administrator, who vouched for its address: that is now kept."""

from django.db import migrations


def vouch(apps, schema_editor):
    addresses = apps.get_model("account", "EmailAddress")
    for user in apps.get_model("accounts", "User").objects.all():
        addresses.objects.filter(user_id=user.pk).exclude(email=user.email).delete()
        addresses.objects.update_or_create(
            user_id=user.pk, email=user.email, defaults={"verified": True, "primary": True}
        )


class Migration(migrations.Migration):

    dependencies = [
        ("account", "0009_emailaddress_unique_primary_email"),
        ("accounts", "0002_cache_entries"),
    ]

    operations = [migrations.RunPython(vouch, migrations.RunPython.noop)]
