"""An HNSW index a model over article vectors: two models are never compared, so each has its own."""

from django.db import migrations

MODELS = [("use-multilingual-3", 512), ("multilingual-e5-small", 384)]


class Migration(migrations.Migration):
    dependencies = [("sources", "0002_initial")]
    operations = [
        migrations.RunSQL(
            f"CREATE INDEX document_vector_{dimensions}_hnsw ON sources_documentvector "
            f"USING hnsw ((vector::vector({dimensions})) vector_cosine_ops) WHERE model = '{name}'",
            f"DROP INDEX document_vector_{dimensions}_hnsw",
        )
        for name, dimensions in MODELS
    ]
