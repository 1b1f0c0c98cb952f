"""Evidence names the older story whose passage its article holds, which then is no origin of its own."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0008_second_looks'),
        ('sources', '0006_verdicts_given_as_one'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='evidence',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='evidence',
            name='update_update',
        ),
        migrations.AddField(
            model_name='evidence',
            name='origin',
            field=models.ForeignKey(blank=True, help_text="The older story whose passage the article holds here; empty where the text is the article's own.", null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='sources.story'),
        ),
        migrations.AddField(
            model_name='evidenceevent',
            name='origin',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text="The older story whose passage the article holds here; empty where the text is the article's own.", null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='sources.story'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='evidence',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_evidenceevent" ("at", "claim_id", "id", "joined", "origin_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "statement_id", "why") VALUES (NEW."at", NEW."claim_id", NEW."id", NEW."joined", NEW."origin_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."statement_id", NEW."why"); RETURN NULL;', hash='6bdfdff79d353598c751a484325217157c1e6fd7', operation='INSERT', pgid='pgtrigger_insert_insert_d2960', table='claims_evidence', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='evidence',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "claims_evidenceevent" ("at", "claim_id", "id", "joined", "origin_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "statement_id", "why") VALUES (NEW."at", NEW."claim_id", NEW."id", NEW."joined", NEW."origin_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."statement_id", NEW."why"); RETURN NULL;', hash='7dca610c59cbac91eb13284677ad6ceea3696265', operation='UPDATE', pgid='pgtrigger_update_update_0cf54', table='claims_evidence', when='AFTER')),
        ),
    ]
