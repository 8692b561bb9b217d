/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.fault.internal.wiremock;

import com.github.tomakehurst.wiremock.standalone.MappingsSource;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import com.github.tomakehurst.wiremock.stubbing.StubMappings;
import java.util.List;

/**
 * Loads no mapping files by itself: those that lie about for other fakes would get between a test and its server
 * unseen. And saves none.
 */
final class NoMappingFiles implements MappingsSource {

    @Override
    public void loadMappingsInto(StubMappings stubMappings) {
        // A test says what it wants: loadMappingsFrom(directory).
    }

    @Override
    public void save(List<StubMapping> stubMappings) {
        throw new UnsupportedOperationException("Stubs of a test are not saved: they end with the test.");
    }

    @Override
    public void save(StubMapping stubMapping) {
        save(List.of(stubMapping));
    }

    @Override
    @SuppressWarnings("removal")
    public void remove(StubMapping stubMapping) {
        // Nothing was saved.
    }

    @Override
    public void removeAll() {
        // Nothing was saved.
    }
}
