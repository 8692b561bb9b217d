/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.internal.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SecretIndexTests {

    private static final long SEED = 20_261_130;

    private final SecretIndex index = new SecretIndex();

    /** Two letters, so that secrets have common prefixes, overlap, and contain each other. */
    @Test
    void finds_what_looking_for_each_secret_would_find() {
        var random = new Random(SEED);
        var secrets = new TreeMap<String, String>();
        int found = 0;
        for (int i = 0; i < 2_000; i++) {
            String value = word(random, 1 + random.nextInt(12));
            secrets.put(value, "NAME_" + i);
            index.put(value, "NAME_" + i);
            if (secrets.size() > 40) {
                String gone = secrets.keySet().stream()
                        .skip(random.nextInt(secrets.size()))
                        .findFirst()
                        .orElseThrow();
                secrets.remove(gone);
                index.remove(gone);
            }
            String text = word(random, random.nextInt(40));
            List<String> expected = secrets.entrySet().stream()
                    .filter(secret -> text.contains(secret.getKey()))
                    .sorted(Comparator.comparingInt((Map.Entry<String, String> secret) ->
                                    secret.getKey().length())
                            .reversed()
                            .thenComparing(Map.Entry::getKey))
                    .map(secret -> secret.getKey() + "=" + secret.getValue())
                    .collect(Collectors.toList());

            assertThat(index.in(text))
                    .as("in %s of %s", text, secrets)
                    .extracting(secret -> secret.getKey() + "=" + secret.getValue())
                    .isEqualTo(expected);
            found += expected.size();
        }
        assertThat(found).isGreaterThan(10_000);
    }

    /** Their prefixes have the same hash code. */
    @Test
    void secrets_whose_prefixes_collide_stay_apart() {
        IntStream.range(0, 100).forEach(i -> index.put("other-" + i, "OTHER"));
        index.put("AaBB-first", "FIRST");
        index.put("BBAa-second", "SECOND");

        assertThat(index.in("the BBAa-second")).extracting(Map.Entry::getValue).containsExactly("SECOND");
        index.remove("BBAa-second");
        assertThat(index.in("the BBAa-second, AaBB-first"))
                .extracting(Map.Entry::getValue)
                .containsExactly("FIRST");
    }

    private static String word(Random random, int length) {
        return random.ints(length, 'a', 'c').mapToObj(Character::toString).collect(Collectors.joining());
    }
}
