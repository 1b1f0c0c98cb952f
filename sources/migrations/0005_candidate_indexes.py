"""Candidates at a million articles: keys as 64-bit hashes, half-precision vectors, and indexes for the rarer searches.

Keys are made anew with the fingerprints: `manage.py recompare`, or the next time an article goes through the worker.
"""

import django.db.models.deletion
import pgvector.django
from django.db import migrations, models

UNIVERSAL, E5 = "use-multilingual-3", "multilingual-e5-small"
INDEXES = [
    ("document_vector_512_hnsw", 512, f"model = '{UNIVERSAL}'"),
    ("document_vector_512_not_en_hnsw", 512, f"model = '{UNIVERSAL}' AND language <> 'en'"),
    ("document_vector_384_hnsw", 384, f"model = '{E5}'"),
    ("document_vector_384_sole_hnsw", 384, f"model = '{E5}' AND sole"),
]


class Migration(migrations.Migration):
    dependencies = [("sources", "0004_platform_merged_into")]
    operations = [
        migrations.RunSQL(
            "DROP INDEX document_vector_512_hnsw; DROP INDEX document_vector_384_hnsw; "
            "DELETE FROM sources_documentvector; UPDATE sources_fingerprint SET version = ''",
            migrations.RunSQL.noop,
        ),
        migrations.DeleteModel(name="CandidateKey"),
        migrations.CreateModel(
            name="CandidateKey",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "key", "article_id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("key", models.BigIntegerField()),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="candidate_keys",
                        to="sources.article",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            "documentvector", "language", models.CharField(max_length=8, default=""), preserve_default=False
        ),
        migrations.AddField("documentvector", "sole", models.BooleanField(default=False)),
        migrations.AlterField("documentvector", "vector", pgvector.django.HalfVectorField()),
        *[
            migrations.RunSQL(
                f"CREATE INDEX {name} ON sources_documentvector "
                f"USING hnsw ((vector::halfvec({dimensions})) halfvec_cosine_ops) WHERE {condition}",
                f"DROP INDEX {name}",
            )
            for name, dimensions, condition in INDEXES
        ],
    ]
