/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.contract.internal.isolation;

import dev.mcpjunit.contract.internal.Finding;
import dev.mcpjunit.failure.McpErrorException;
import dev.mcpjunit.failure.McpException;
import dev.mcpjunit.internal.rpc.McpList;
import dev.mcpjunit.internal.rpc.RpcErrors;
import java.util.ArrayList;
import java.util.List;

/**
 * What the lists of a server show two clients. Every list is searched first, because data of another client outweighs a
 * list that could not be read.
 */
final class ListedData {

    private final String server;
    private final IsolatedClient first;
    private final IsolatedClient second;
    private final List<Finding> unclear = new ArrayList<>();
    private int shown;

    ListedData(String server, IsolatedClient first, IsolatedClient second) {
        this.server = server;
        this.first = first;
        this.second = second;
    }

    /** Search a list as both clients see it. */
    void search(McpList list) {
        Shown toFirst = shown(first, list);
        Shown toSecond = shown(second, list);
        if (toFirst == Shown.UNREAD || toSecond == Shown.UNREAD) {
            return;
        }
        if (toFirst == toSecond) {
            shown += toFirst == Shown.OWN ? 1 : 0;
            return;
        }
        IsolatedClient seeing = toFirst == Shown.OWN ? first : second;
        IsolatedClient blind = toFirst == Shown.OWN ? second : first;
        unclear.add(Finding.hidden(list.method() + " of server '" + server + "' showed client '" + seeing
                + "' its own data, but did not show client '" + blind
                + "' its own. So the check could not find data of '"
                + seeing + "' in that list either. Let both clients write what the list shows: writing(…)"));
    }

    /** Require that there was evidence of each client, and that nothing is unclear. */
    void requireEvidence() {
        if (!unclear.isEmpty()) {
            throw unclear.get(0);
        }
        if (shown == 0) {
            throw Finding.notApplicable("the lists of server '" + server + "' do not show what clients write");
        }
    }

    private enum Shown {
        OWN,
        NOTHING,
        UNREAD
    }

    private Shown shown(IsolatedClient client, McpList list) {
        try {
            return client.lookInto(list) ? Shown.OWN : Shown.NOTHING;
        } catch (McpException failure) {
            if (isUnknown(list, failure)) {
                return Shown.NOTHING;
            }
            unclear.add(Finding.inconclusive("client '" + client + "' could not read " + list.method() + " of server '"
                    + server + "', although the server declares " + list.capability()
                    + ": " + failure.getMessage() + " Declare clients that may read all lists: between(…)"));
            return Shown.UNREAD;
        }
    }

    /** Many servers with resources do not know templates, and no capability says so. */
    private static boolean isUnknown(McpList list, McpException failure) {
        return list == McpList.RESOURCE_TEMPLATES
                && failure instanceof McpErrorException answered
                && answered.code() == RpcErrors.METHOD_NOT_FOUND;
    }
}
