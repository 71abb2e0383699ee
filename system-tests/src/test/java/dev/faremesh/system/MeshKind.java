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
      return new ProcessMesh();
    }
  };

  abstract Mesh start();
}
