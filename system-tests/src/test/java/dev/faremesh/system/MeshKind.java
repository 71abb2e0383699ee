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
      return ProcessMesh.soonReady();
    }
  },
  /** What {@code fare up --tls} starts. */
  UP_WITH_TLS {
    @Override
    Mesh start() {
      return UpMesh.soonReady();
    }
  };

  abstract Mesh start();
}
