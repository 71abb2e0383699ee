package dev.faremesh.system;

/** How the servers of a mesh run. */
enum MeshKind {
  ONE_JVM {
    @Override
    Mesh start() {
      return new JvmMesh();
    }
  },
  PROCESSES {
    @Override
    Mesh start() {
      return ProcessMesh.inClearText();
    }
  },
  /** As {@code fare up --tls} does. */
  PROCESSES_WITH_TLS {
    @Override
    Mesh start() {
      return ProcessMesh.withTls();
    }
  };

  abstract Mesh start();
}
