package dev.faremesh.lab.run;

import com.google.protobuf.util.Durations;
import dev.faremesh.lab.chain.LocalChain;
import dev.faremesh.lab.scenario.Experiment;
import dev.faremesh.lab.scenario.Guard;
import dev.faremesh.lab.scenario.ProtectionSet;
import dev.faremesh.lab.v1.Injection;
import dev.faremesh.lab.v1.Step;
import dev.faremesh.mesh.v1.Fault;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Does to a chain what a scenario says. Used by one thread. */
final class Steps {
  private static final com.google.protobuf.Duration AN_HOUR = Durations.fromSeconds(3600);

  /** As good as never: a fault must have a share of calls. */
  private static final double HARMLESS_PERCENTAGE = Double.MIN_VALUE;

  private final LocalChain chain;
  private final ProtectionSet protections;
  private final Consumer<String> marks;
  private final Map<String, Injected> inForce = new HashMap<>();

  private record Injected(String server, Fault fault) {}

  /**
   * Nothing done yet.
   *
   * @param marks hears what is done
   */
  Steps(LocalChain chain, ProtectionSet protections, Consumer<String> marks) {
    this.chain = chain;
    this.protections = protections;
    this.marks = marks;
  }

  /** Takes steps, in order. */
  void take(List<Step> steps) throws IOException, InterruptedException {
    for (Step step : steps) {
      if (Experiment.servers(step).allMatch(chain::has)) { // not all variants start all
        take(step);
      }
    }
  }

  /**
   * Injects what later steps will, without effect, and clears it. A server that is told of a fault
   * for the first time loads and compiles what reads it, which must not look like the fault's
   * doing.
   */
  void rehearse(List<Step> steps) {
    for (Step step : steps) {
      if (step.hasInject() && Experiment.servers(step).allMatch(chain::has)) {
        var server = chain.controls(step.getInject().getServer());
        var harmless =
            fault(step.getInject(), null).toBuilder().setPercentage(HARMLESS_PERCENTAGE).build();
        server.inject(harmless);
        server.clear(harmless.getFaultId());
      }
    }
  }

  private void take(Step step) throws IOException, InterruptedException {
    switch (step.getStepCase()) {
      case INJECT -> inject(step.getInject());
      case CLEAR -> clear(step.getClear());
      case KILL -> {
        marks.accept(step.getKill() + " killed");
        chain.kill(step.getKill());
      }
      case STOP -> {
        marks.accept(step.getStop() + " stopped");
        chain.stop(step.getStop());
      }
      case RESUME -> {
        chain.resume(step.getResume());
        marks.accept(step.getResume() + " goes on");
      }
      case START -> start(step.getStart());
      case RESTART -> restart(step.getRestart());
      case WAIT -> TimeUnit.NANOSECONDS.sleep(Durations.toNanos(step.getWait()));
      case STEP_NOT_SET -> throw new IllegalArgumentException("step: none (expected: one)");
    }
  }

  private void inject(Injection injection) {
    var known = inForce.get(injection.getName());
    var fault = fault(injection, known);
    if (known == null) {
      chain.controls(injection.getServer()).inject(fault);
    } else {
      chain.controls(injection.getServer()).update(fault);
    }
    inForce.put(injection.getName(), new Injected(injection.getServer(), fault));
    marks.accept(injection.getName());
  }

  private Fault fault(Injection injection, @Nullable Injected known) {
    var fault =
        injection.getFault().toBuilder()
            .setFaultId(known == null ? UUID.randomUUID().toString() : known.fault().getFaultId())
            .setLasts(AN_HOUR);
    if (fault.hasQueue() && protections.has(Guard.DEADLINE)) {
      fault.getQueueBuilder().setServeAbandoned(false); // work that is late is dropped
    }
    return fault.build();
  }

  private void clear(String name) {
    var injected = inForce.remove(name);
    if (injected != null) { // else its server was not started
      chain.controls(injected.server()).clear(injected.fault().getFaultId());
      marks.accept(name + " ends");
    }
  }

  private void start(String server) throws IOException, InterruptedException {
    chain.start(server);
    protect(server);
    marks.accept(server + " is ready");
  }

  private void restart(String server) throws IOException, InterruptedException {
    if (protections.has(Guard.DRAIN)) {
      marks.accept(server + " drains");
      chain.restart(server);
    } else {
      marks.accept(server + " killed");
      chain.kill(server);
      chain.start(server);
    }
    protect(server);
    marks.accept(server + " is ready");
  }

  private void protect(String server) {
    chain.controls(server).protect(protections);
  }
}
