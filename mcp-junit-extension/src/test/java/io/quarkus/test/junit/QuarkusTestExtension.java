/* SPDX-License-Identifier: Apache-2.0 */
package io.quarkus.test.junit;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Stands in for the extension of Quarkus, which is known by its name. {@code class-paths/quarkus} runs the real one.
 */
public final class QuarkusTestExtension implements BeforeAllCallback {

    @Override
    public void beforeAll(ExtensionContext context) {
        // The application of an earlier class still runs.
    }
}
