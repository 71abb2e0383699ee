package dev.faremesh.system;

/** Servers that are processes of their own. */
interface ProcessesMesh extends Mesh {
  /** Sends a signal to a server. */
  void signal(Peer peer, Signal signal);
}
