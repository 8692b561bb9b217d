/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.authorization.internal.client;

import dev.mcpjunit.internal.secret.Secrets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/**
 * What authorization servers issued to one login. Messages mask it, because it is known from now on; a snapshot masks
 * what was issued to the connection that it is from, and so does not depend on other tests. Thread-safe.
 */
final class IssuedSecrets {

    private static final int MOST = 200;

    private final Deque<Secrets> latest = new ArrayDeque<>();

    /** Remember a secret, unless its shape says that it is one. */
    synchronized void remember(String name, String value) {
        if (Secrets.of(Map.of(), Map.of()).mask(value).contains(value)) {
            Secrets secret = Secrets.of(Map.of(name, value), Map.of());
            secret.rememberIssued();
            latest.addLast(secret);
            if (latest.size() > MOST) {
                latest.removeFirst();
            }
        }
    }

    synchronized Secrets all() {
        return latest.stream().reduce(Secrets.of(Map.of(), Map.of()), Secrets::and);
    }
}
