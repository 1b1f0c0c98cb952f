"""Words on articles that were given as one are undone as one, and what they replaced stands again."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('sources', '0005_candidate_indexes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='articleverdict',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='articleverdict',
            name='update_update',
        ),
        migrations.AddField(
            model_name='articleverdict',
            name='given_as',
            field=models.UUIDField(default=uuid.uuid4, help_text='Words given, and undone, as one.'),
        ),
        # One default was written to all rows; each verdict given so far was given alone.
        migrations.RunSQL("UPDATE sources_articleverdict SET given_as = gen_random_uuid()", migrations.RunSQL.noop),
        migrations.AddField(
            model_name='articleverdict',
            name='replaced_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='replaced', to='sources.articleverdict'),
        ),
        migrations.AddField(
            model_name='articleverdictevent',
            name='given_as',
            field=models.UUIDField(default=uuid.uuid4, help_text='Words given, and undone, as one.'),
        ),
        migrations.AddField(
            model_name='articleverdictevent',
            name='replaced_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='sources.articleverdict'),
        ),
        migrations.AddIndex(
            model_name='articleverdict',
            index=models.Index(fields=['given_as'], name='sources_art_given_a_5de59c_idx'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='articleverdict',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "sources_articleverdictevent" ("article_a_id", "article_b_id", "at", "by_id", "given_as", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "replaced_by_id", "undone_at", "verdict") VALUES (NEW."article_a_id", NEW."article_b_id", NEW."at", NEW."by_id", NEW."given_as", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."replaced_by_id", NEW."undone_at", NEW."verdict"); RETURN NULL;', hash='7c91d8e9a6d041b2ee5459608820278ac630e8ec', operation='INSERT', pgid='pgtrigger_insert_insert_43dce', table='sources_articleverdict', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='articleverdict',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "sources_articleverdictevent" ("article_a_id", "article_b_id", "at", "by_id", "given_as", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "replaced_by_id", "undone_at", "verdict") VALUES (NEW."article_a_id", NEW."article_b_id", NEW."at", NEW."by_id", NEW."given_as", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."replaced_by_id", NEW."undone_at", NEW."verdict"); RETURN NULL;', hash='efa401fe2a215d8c3277d34dd906db26a90792bd', operation='UPDATE', pgid='pgtrigger_update_update_c9853', table='sources_articleverdict', when='AFTER')),
        ),
    ]
