from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("advising", "0001_voices_and_portfolio"), ("rulebooks", "0003_body_of_a_draft")]

    operations = [
        migrations.AddField(
            "portfolioimport",
            "edition",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=models.deletion.PROTECT,
                related_name="+",
                to="rulebooks.edition",
            ),
        ),
        migrations.AddField("portfoliorow", "cells", models.JSONField(blank=True, default=dict)),
    ]
