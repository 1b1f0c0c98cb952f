"""An HNSW index a model over statement vectors: two models are never compared, so each has its own."""

from django.db import migrations

MODELS = [("use-multilingual-3", 512), ("multilingual-e5-small", 384)]


class Migration(migrations.Migration):
    dependencies = [("claims", "0004_statement_key_vectors")]
    operations = [
        migrations.RunSQL(
            f"CREATE INDEX statement_vector_{dimensions}_hnsw ON claims_statementkey "
            f"USING hnsw ((vector::vector({dimensions})) vector_cosine_ops) WHERE model = '{name}'",
            f"DROP INDEX statement_vector_{dimensions}_hnsw",
        )
        for name, dimensions in MODELS
    ]
