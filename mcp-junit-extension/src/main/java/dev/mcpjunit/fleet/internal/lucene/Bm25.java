/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fleet.internal.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apiguardian.api.API;

/** Ranks texts by the words that they share with a question. Keeps nothing between two questions. */
@API(status = API.Status.INTERNAL, since = "0.1")
public final class Bm25 {

    private static final String TEXT = "text";

    /** Lucene allows about a thousand; the task of an agent has fewer. */
    private static final int MOST_WORDS = 1_000;

    private Bm25() {}

    /**
     * Rank texts.
     *
     * @return the positions of the texts that share a word with the question, the best first; of equals, the first
     */
    public static List<Integer> rank(List<String> texts, String question) {
        try (var words = new Words();
                var directory = new ByteBuffersDirectory()) {
            BooleanQuery query = query(words, question);
            if (texts.isEmpty() || query.clauses().isEmpty()) {
                return List.of();
            }
            index(texts, words, directory);
            return search(query, directory, texts.size());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static BooleanQuery query(Words words, String question) {
        var query = new BooleanQuery.Builder();
        words.of(question).stream()
                .limit(MOST_WORDS)
                .forEach(word -> query.add(new TermQuery(new Term(TEXT, word)), BooleanClause.Occur.SHOULD));
        return query.build();
    }

    private static void index(List<String> texts, Words words, Directory directory) throws IOException {
        // In one segment, documents are numbered in the order in which they come.
        var config = new IndexWriterConfig(words)
                .setSimilarity(new BM25Similarity())
                .setMergePolicy(NoMergePolicy.INSTANCE)
                .setMergeScheduler(new SerialMergeScheduler());
        try (var writer = new IndexWriter(directory, config)) {
            for (String text : texts) {
                var document = new Document();
                document.add(new TextField(TEXT, text, Field.Store.NO));
                writer.addDocument(document);
            }
        }
    }

    private static List<Integer> search(BooleanQuery query, Directory directory, int most) throws IOException {
        try (var reader = DirectoryReader.open(directory)) {
            var searcher = new IndexSearcher(reader);
            searcher.setSimilarity(new BM25Similarity());
            var ranked = new ArrayList<Integer>();
            for (ScoreDoc found : searcher.search(query, most).scoreDocs) {
                ranked.add(found.doc);
            }
            return ranked;
        }
    }
}
