"""Document vectors of the first model are sought by the signs of their dimensions: an index a third as large."""

from django.db import migrations

UNIVERSAL = "use-multilingual-3"
INDEXES = {
    "document_vector_512_hnsw": f"model = '{UNIVERSAL}'",
    "document_vector_512_not_en_hnsw": f"model = '{UNIVERSAL}' AND language <> 'en'",
}


class Migration(migrations.Migration):
    dependencies = [("sources", "0008_text_hashes")]
    operations = [
        migrations.RunSQL(
            f"DROP INDEX {name}; CREATE INDEX {name} ON sources_documentvector USING hnsw "
            f"((binary_quantize(vector::halfvec(512))::bit(512)) bit_hamming_ops) WITH (m = 8) WHERE {condition}",
            f"DROP INDEX {name}; CREATE INDEX {name} ON sources_documentvector USING hnsw "
            f"((vector::halfvec(512)) halfvec_cosine_ops) WHERE {condition}",
        )
        for name, condition in INDEXES.items()
    ]
