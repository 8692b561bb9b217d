/* SPDX-License-Identifier: Apache-2.0 */
package dev.mcpjunit.server.internal.container;

import com.github.dockerjava.api.model.ContainerNetwork;
import java.util.LinkedHashMap;
import java.util.Map;

/** Takes a container off its networks, and remembers them and its names there for the way back. */
final class ContainerNetworks {

    private final Map<String, ContainerNetwork> left = new LinkedHashMap<>();

    synchronized void disconnect(String id) {
        Images.client()
                .inspectContainerCmd(id)
                .exec()
                .getNetworkSettings()
                .getNetworks()
                .forEach((network, membership) -> {
                    Images.client()
                            .disconnectFromNetworkCmd()
                            .withNetworkId(network)
                            .withContainerId(id)
                            .exec();
                    left.put(network, membership);
                });
    }

    synchronized void reconnect(String id) {
        left.forEach((network, membership) -> Images.client()
                .connectToNetworkCmd()
                .withNetworkId(network)
                .withContainerId(id)
                .withContainerNetwork(new ContainerNetwork().withAliases(membership.getAliases()))
                .exec());
        left.clear();
    }
}
