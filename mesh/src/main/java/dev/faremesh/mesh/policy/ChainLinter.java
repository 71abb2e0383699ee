package dev.faremesh.mesh.policy;

import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds where the policies of a mesh contradict each other: within a method, along the chain of
 * calls, and in the transport below.
 *
 * @param policies in force
 * @param transport that all connections use
 */
public record ChainLinter(Policies policies, Transport transport) {
  /**
   * A sentence for each contradiction, which shows value and expectation.
   *
   * @param services all of the mesh
   */
  public List<String> contradictionsIn(Collection<ServiceDescriptor> services) {
    var found = new ArrayList<String>();
    Map<String, Contract> contracts = new TreeMap<>();
    var broken = new TreeSet<String>();
    for (ServiceDescriptor service : services) {
      for (MethodDescriptor method : service.getMethods()) {
        try {
          contracts.put(Contract.nameOf(method), policies.of(method));
        } catch (IllegalArgumentException e) {
          broken.add(Contract.nameOf(method));
          found.add(e.getMessage());
        }
      }
    }
    contracts.values().forEach(contract -> found.addAll(MethodRules.contradictionsIn(contract)));
    found.addAll(new ChainRules(contracts, broken).contradictions());
    found.addAll(TransportRules.contradictionsIn(transport));
    return List.copyOf(found);
  }
}
