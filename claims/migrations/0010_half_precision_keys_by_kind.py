"""Look-up among a million statements: vectors in half precision, inside the row, and an index a model and kind.

Figures and quotes are never compared, so a search among the one must not walk through the other.
"""

import pgvector.django
from django.db import migrations, models

MODELS = [("use-multilingual-3", 512), ("multilingual-e5-small", 384)]
KINDS = ["statistic", "quote"]


class Migration(migrations.Migration):
    dependencies = [("claims", "0009_evidence_origin")]
    operations = [
        *[
            migrations.RunSQL(
                f"DROP INDEX statement_vector_{dimensions}_hnsw",
                f"CREATE INDEX statement_vector_{dimensions}_hnsw ON claims_statementkey "
                f"USING hnsw ((vector::vector({dimensions})) vector_cosine_ops) WHERE model = '{name}'",
            )
            for name, dimensions in MODELS
        ],
        migrations.AddField(
            "statementkey",
            "kind",
            models.CharField(
                choices=[("statistic", "Statistic"), ("quote", "Quote")],
                default="",
                help_text="The statement's, for the indexes.",
                max_length=9,
            ),
            preserve_default=False,
        ),
        migrations.RunSQL(
            "UPDATE claims_statementkey k SET kind = s.kind FROM claims_statement s WHERE s.id = k.statement_id",
            migrations.RunSQL.noop,
        ),
        migrations.AlterField("statementkey", "vector", pgvector.django.HalfVectorField(null=True)),
        migrations.AlterField("statementkey", "counted_vector", pgvector.django.HalfVectorField(null=True)),
        *[
            migrations.RunSQL(
                f"CREATE INDEX statement_vector_{dimensions}_{kind}_hnsw ON claims_statementkey "
                f"USING hnsw ((vector::halfvec({dimensions})) halfvec_cosine_ops) "
                f"WHERE model = '{name}' AND kind = '{kind}'",
                f"DROP INDEX statement_vector_{dimensions}_{kind}_hnsw",
            )
            for name, dimensions in MODELS
            for kind in KINDS
        ],
    ]
