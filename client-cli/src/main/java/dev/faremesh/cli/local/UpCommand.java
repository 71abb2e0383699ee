package dev.faremesh.cli.local;

import dev.faremesh.cli.certs.DevelopmentCertificates;
import dev.faremesh.cli.output.OutputOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the mesh on this machine until it is told to stop. */
@Command(
    name = "up",
    description = {
      "Run the mesh on this machine, until Ctrl-C: supply-server, demand-server and"
          + " pricing-server, as child processes that end with this one."
    })
public final class UpCommand implements Callable<Integer> {
  private static final Optional<DevelopmentCertificates> NO_CERTIFICATES = Optional.empty();

  @Option(
      names = "--restart",
      description = "Start a server that dies again, on its port: after 1 s, 2 s, up to 10 s.")
  private boolean restart;

  @Option(
      names = "--tls",
      description =
          "Let the servers talk to each other and to others with mutual TLS, by development"
              + " certificates that are made when there are none: see fare certs dev.")
  private boolean tls;

  @Mixin private ControlOptions controls = new ControlOptions();
  @Mixin private MeshOptions options = new MeshOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  @Override
  public Integer call() throws IOException, GeneralSecurityException {
    var me = Thread.currentThread();
    var plan = options.plan();
    try (var _ = StopSignal.then(me::interrupt)) {
      return runUntilStopped(plan);
    }
  }

  private int runUntilStopped(MeshPlan plan) throws IOException, GeneralSecurityException {
    var certificates =
        tls ? Optional.of(DevelopmentCertificates.of(plan.dataDir())) : NO_CERTIFICATES;
    if (certificates.isPresent()) {
      certificates.get().ensure(Instant.now());
    }
    var servers = servers(options.home()).with(plan.quoteKeys()).with(certificates);
    try (var mesh = LocalMesh.start(plan, servers, restart, this::say)) {
      new MeshReport(mesh, controls.flags(), certificates).print(output);
      mesh.awaitDesertion();
      return ExitCode.SOFTWARE;
    } catch (InterruptedException e) {
      return ExitCode.OK;
    }
  }

  /** With reflection: whoever runs a mesh for himself may look around in it with grpcurl. */
  ServerJars servers(Path home) {
    var flags = new ArrayList<>(List.of("--reflection"));
    flags.addAll(controls.flags());
    return ServerJars.toStay(home).with(flags);
  }

  private void say(String line) {
    output.err().println("fare: " + line);
  }
}
